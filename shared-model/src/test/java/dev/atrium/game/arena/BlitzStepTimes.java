package dev.atrium.game.arena;

import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Prints how long a step of a full room takes, and a whole match: recorded matches of 20 warriors
 * are played again from their journals, so that bots and views are not measured with the rules.
 */
final class BlitzStepTimes {
    private static final int MATCHES = 20;
    private static final int ROUNDS = 15;

    private BlitzStepTimes() {}

    /** No arguments. */
    public static void main(String[] arguments) {
        List<BotMatch> matches = new ArrayList<>();
        long begun = System.nanoTime();
        long ticks = 0;
        for (int seed = 0; seed < MATCHES; seed++) {
            matches.add(new BotMatch(seed, 3, 3, 3, 3, 3, 3, 2).playToTheEnd());
            ticks += matches.getLast().room.tick();
        }
        print("cold, bots and views included: match", System.nanoTime() - begun, MATCHES, 1e6);
        print("ticks a match: %d".formatted(ticks / MATCHES));
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int seed = 0; seed < MATCHES; seed++) {
                replay(matches.get(seed), seed, Integer.MAX_VALUE);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        print("warm, rules alone: match", best, MATCHES, 1e6);
        print("warm, rules alone: step", best, ticks, 1e3);
        long first = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS * 5; round++) {
            long start = System.nanoTime();
            for (int seed = 0; seed < MATCHES; seed++) {
                replay(matches.get(seed), seed, 300);
            }
            first = Math.min(first, System.nanoTime() - start);
        }
        print("warm, the first 300 ticks, nearly all alive: step", first, MATCHES * 300L, 1e3);
    }

    private static void replay(BotMatch match, long seed, long until) {
        RoomMachine room =
                RoomMachine.open(
                        new BlitzGame(),
                        Stage.seed(seed),
                        Stage.seats(3, 3, 3, 3, 3, 3, 2),
                        new TreeMap<>());
        for (BotMatch.Entry entry : match.journal) {
            if (entry.tick() >= until) {
                break;
            }
            room.advanceTo(entry.tick(), Emissions.NONE);
            Input input = entry.input();
            room.apply(input, Emissions.NONE);
        }
        room.advanceTo(Math.min(until, match.room.tick()), Emissions.NONE);
    }

    private static void print(String what, long nanos, long count, double unit) {
        print("%s: %.2f %s".formatted(what, nanos / unit / count, unit == 1e6 ? "ms" : "µs"));
    }

    /** The figures are what this is for. */
    private static void print(String line) {
        System.out.println(line);
    }
}
