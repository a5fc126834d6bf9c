package dev.atrium.localstack.faults;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the command line of {@code localstack/load/fault-rounds} asks for.
 *
 * @param fault what happens in each round
 * @param game what is played
 * @param rooms on the host that it happens to, 1 to 1000
 * @param rounds 1 to 1000
 * @param hosts 2 or 3
 * @param rate inputs a second of each player, 1 to 20
 * @param playS seconds of play before the fault, 1 to 600, of a party 1 to 10
 * @param downS seconds that a pause, a cut or an absence lasts, 1 to 120
 * @param drainMs what a host that is told to leave waits for rooms that end, 0 to 100000
 * @param appendOnly whether Redis keeps what it is told in a file
 * @param laptop whether the hosts have a laptop's JVM instead of a server's
 */
public record FaultPlan(
        Fault fault,
        PlayedGame game,
        int rooms,
        int rounds,
        int hosts,
        int rate,
        int playS,
        int downS,
        int drainMs,
        boolean appendOnly,
        boolean laptop) {
    static final String USAGE =
            "usage: localstack/load/fault-rounds "
                    + Arrays.stream(Fault.values())
                            .map(Fault::label)
                            .collect(Collectors.joining("|"))
                    + " [--game practice|party] [--rooms 10] [--rounds 20] [--hosts 2] [--rate 10]"
                    + " [--play 5] [--down 6] [--drain-ms 0] [--append-only] [--laptop]";

    /** Arguments as they come in; what is left out has its default. */
    private static final class Reading {
        private PlayedGame game = PlayedGame.PRACTICE;
        private int rooms = 10;
        private int rounds = 20;
        private int hosts = 2;
        private int rate = 10;
        private int playS = 5;
        private int downS = 6;
        private int drainMs;
        private boolean appendOnly;
        private boolean laptop;
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    public static FaultPlan parse(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        Fault fault = fault(rest.hasNext() ? rest.next() : "");
        Reading read = new Reading();
        while (rest.hasNext()) {
            take(read, rest.next(), rest);
        }
        if (read.playS > read.game.playSecondsMax()) {
            throw outside("--play", Integer.toString(read.playS), 1, read.game.playSecondsMax());
        }
        return new FaultPlan(
                fault,
                read.game,
                read.rooms,
                read.rounds,
                read.hosts,
                read.rate,
                read.playS,
                read.downS,
                read.drainMs,
                read.appendOnly,
                read.laptop);
    }

    private static void take(Reading read, String name, Iterator<String> rest) {
        switch (name) {
            case "--game" -> read.game = game(rest.hasNext() ? rest.next() : "");
            case "--rooms" -> read.rooms = number(name, rest, 1, 1_000);
            case "--rounds" -> read.rounds = number(name, rest, 1, 1_000);
            case "--hosts" -> read.hosts = number(name, rest, 2, 3);
            case "--rate" -> read.rate = number(name, rest, 1, 20);
            case "--play" -> read.playS = number(name, rest, 1, 600);
            case "--down" -> read.downS = number(name, rest, 1, 120);
            case "--drain-ms" -> read.drainMs = number(name, rest, 0, 100_000);
            case "--append-only" -> read.appendOnly = true;
            case "--laptop" -> read.laptop = true;
            default -> throw new IllegalArgumentException(name + "? " + USAGE);
        }
    }

    private static Fault fault(String label) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(USAGE));
    }

    private static PlayedGame game(String label) {
        return Arrays.stream(PlayedGame.values())
                .filter(game -> game.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(USAGE));
    }

    private static int number(String name, Iterator<String> rest, int least, int most) {
        String text = rest.hasNext() ? rest.next() : "";
        if (text.matches("\\d{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw outside(name, text, least, most);
    }

    private static IllegalArgumentException outside(String name, String text, int least, int most) {
        return new IllegalArgumentException(
                "%s=%s (allowed: %d-%d)".formatted(name, text, least, most));
    }
}
