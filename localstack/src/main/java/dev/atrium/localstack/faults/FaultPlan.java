package dev.atrium.localstack.faults;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the command line of {@code localstack/load/fault-rounds} asks for.
 *
 * @param fault what happens in each round
 * @param rooms on the host that it happens to, with a player each, 1 to 1000
 * @param rounds 1 to 1000
 * @param hosts 2 or 3
 * @param rate inputs a second of each player, 1 to 20
 * @param playS seconds of play before the fault, 1 to 600
 * @param downS seconds that a pause, a cut or an absence lasts, 1 to 120
 * @param drainMs what a host that is told to leave waits for rooms that end, 0 to 100000
 * @param appendOnly whether Redis keeps what it is told in a file
 * @param laptop whether the hosts have a laptop's JVM instead of a server's
 */
public record FaultPlan(
        Fault fault,
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
                    + " [--rooms 10] [--rounds 20] [--hosts 2] [--rate 10] [--play 5] [--down 6]"
                    + " [--drain-ms 0] [--append-only] [--laptop]";

    /** That fault with everything else as if left out. */
    public static FaultPlan of(Fault fault) {
        return new FaultPlan(fault, 10, 20, 2, 10, 5, 6, 0, false, false);
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    public static FaultPlan parse(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        FaultPlan plan = of(fault(rest.hasNext() ? rest.next() : ""));
        while (rest.hasNext()) {
            String name = rest.next();
            plan =
                    switch (name) {
                        case "--rooms" -> plan.withRooms(number(name, rest, 1, 1_000));
                        case "--rounds" -> plan.withRounds(number(name, rest, 1, 1_000));
                        case "--hosts" -> plan.withHosts(number(name, rest, 2, 3));
                        case "--rate" -> plan.withRate(number(name, rest, 1, 20));
                        case "--play" -> plan.withTimes(number(name, rest, 1, 600), plan.downS);
                        case "--down" -> plan.withTimes(plan.playS, number(name, rest, 1, 120));
                        case "--drain-ms" -> plan.withDrain(number(name, rest, 0, 100_000));
                        case "--append-only" -> plan.with(true, plan.laptop);
                        case "--laptop" -> plan.with(plan.appendOnly, true);
                        default -> throw new IllegalArgumentException(name + "? " + USAGE);
                    };
        }
        return plan;
    }

    private static Fault fault(String label) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.label().equals(label))
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
        throw new IllegalArgumentException(
                "%s=%s (allowed: %d-%d)".formatted(name, text, least, most));
    }

    /** This with so many rooms. */
    public FaultPlan withRooms(int count) {
        return new FaultPlan(
                fault, count, rounds, hosts, rate, playS, downS, drainMs, appendOnly, laptop);
    }

    /** This with so many rounds. */
    public FaultPlan withRounds(int count) {
        return new FaultPlan(
                fault, rooms, count, hosts, rate, playS, downS, drainMs, appendOnly, laptop);
    }

    private FaultPlan withHosts(int count) {
        return new FaultPlan(
                fault, rooms, rounds, count, rate, playS, downS, drainMs, appendOnly, laptop);
    }

    private FaultPlan withRate(int inputs) {
        return new FaultPlan(
                fault, rooms, rounds, hosts, inputs, playS, downS, drainMs, appendOnly, laptop);
    }

    /** This with so long a play before the fault, and so long a fault. */
    public FaultPlan withTimes(int play, int down) {
        return new FaultPlan(
                fault, rooms, rounds, hosts, rate, play, down, drainMs, appendOnly, laptop);
    }

    private FaultPlan withDrain(int ms) {
        return new FaultPlan(
                fault, rooms, rounds, hosts, rate, playS, downS, ms, appendOnly, laptop);
    }

    /** This with or without a file of Redis, and on a laptop or on servers. */
    public FaultPlan with(boolean keeps, boolean onLaptop) {
        return new FaultPlan(
                fault, rooms, rounds, hosts, rate, playS, downS, drainMs, keeps, onLaptop);
    }
}
