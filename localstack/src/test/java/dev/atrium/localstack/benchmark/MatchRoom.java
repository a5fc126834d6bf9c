package dev.atrium.localstack.benchmark;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A match whose warriors walk anywhere, each told so ten times a second, and the next one after
 * five seconds of it: so nearly all of them always live.
 */
final class MatchRoom {
    private static final int TICKS = 300;
    private static final int TICKS_AN_INPUT = 6;
    private static final Direction[] ALL = Direction.values();

    private final Game game;
    private final List<Seat> seats = new ArrayList<>();
    private final int[] warriors;
    private final long[] sequences;
    private final Random random = new Random(1);
    private RoomMachine machine;

    /** One seat for each number, which says how many warriors it enters. */
    MatchRoom(Game game, int... warriors) {
        this.game = game;
        this.warriors = warriors;
        this.sequences = new long[warriors.length];
        for (int i = 0; i < warriors.length; i++) {
            TreeMap<String, String> options = new TreeMap<>();
            options.put("warriors", Integer.toString(warriors[i]));
            seats.add(new Seat(i, "p" + i, "P" + i, "fox", false, options));
        }
        this.machine = open();
    }

    private RoomMachine open() {
        byte[] seed = new byte[Seed.BYTES];
        random.nextBytes(seed);
        return RoomMachine.open(game, Seed.of(seed), seats, new TreeMap<>());
    }

    /** One tick with its inputs. */
    long step() {
        if (machine.tick() >= TICKS || machine.finished()) {
            machine = open();
        }
        for (int seat = 0; seat < warriors.length; seat++) {
            if ((machine.tick() + seat) % TICKS_AN_INPUT == 0) {
                for (int number = 0; number < warriors[seat]; number++) {
                    Direction direction = ALL[random.nextInt(ALL.length)];
                    MoveWarrior move =
                            new MoveWarrior(seat + "-" + number, direction, Optional.empty());
                    machine.apply(new Input.Command(seat, ++sequences[seat], move), Emissions.NONE);
                }
            }
        }
        machine.advanceTo(machine.tick() + 1, Emissions.NONE);
        return machine.tick();
    }
}
