package dev.atrium.localstack.load.party;

import dev.atrium.localstack.load.Arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code localstack/load/party} asks for.
 *
 * @param rooms 1 to 2000
 * @param players in each room, with a socket each, 2 to 8
 * @param throughput so many commands a second by all together instead of a game at a human pace, if
 *     given; 1 to 50000
 * @param pace how long people take
 * @param connectRate connections opened in a second, 1 to 5000
 * @param startRate games started in a second, 1 to 500; as many as make the load even, if left out
 * @param warmUpS seconds between the last start and the window, 0 to 600
 * @param seconds of the window, 1 to 3600
 * @param threads event loops of the generator, 1 to 16
 * @param json where to write the report as well, if given
 */
record PartyOptions(
        int rooms,
        int players,
        Optional<Integer> throughput,
        Pace pace,
        int connectRate,
        Optional<Integer> startRate,
        int warmUpS,
        int seconds,
        int threads,
        Optional<Path> json) {
    static final String USAGE =
            "usage: localstack/load/party [--rooms 1000] [--players 8] [--answers 30] [--votes 12]"
                    + " [--seconds 120] [--warm-up 20] [--connect-rate 400] [--start-rate N]"
                    + " [--threads 1] [--json FILE], or with --throughput [--rate 10000]"
                    + " in place of --answers and --votes";

    /** Seconds that results are shown. */
    private static final int RESULTS_S = 12;

    /** Games started in a second where nobody asks for a rate: each is dealt its questions. */
    private static final int THROUGHPUT_STARTS = 20;

    private static final int THROUGHPUT_SECONDS = 30;
    private static final int THROUGHPUT_WARM_UP_S = 30;

    /** What was read so far; what is left out has its default. */
    private static final class Reading {
        private int rooms = 1_000;
        private int players = 8;
        private boolean throughput;
        private Optional<Integer> rate = Optional.empty();
        private Optional<Integer> answersS = Optional.empty();
        private Optional<Integer> votesS = Optional.empty();
        private int connectRate = 400;
        private Optional<Integer> startRate = Optional.empty();
        private Optional<Integer> warmUpS = Optional.empty();
        private Optional<Integer> seconds = Optional.empty();
        private int threads = 1;
        private Optional<Path> json = Optional.empty();
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static PartyOptions parse(List<String> arguments) {
        Reading read = new Reading();
        Arguments rest = new Arguments(arguments, USAGE);
        while (rest.hasNext()) {
            take(read, rest.name(), rest);
        }
        boolean paced = read.answersS.isPresent() || read.votesS.isPresent();
        if (read.throughput ? paced : read.rate.isPresent()) {
            throw new IllegalArgumentException(
                    "--throughput goes with --rate, and without --answers and --votes");
        }
        return new PartyOptions(
                read.rooms,
                read.players,
                read.throughput ? read.rate.or(() -> Optional.of(10_000)) : Optional.empty(),
                new Pace(read.answersS.orElse(30), read.votesS.orElse(12)),
                read.connectRate,
                read.startRate,
                read.warmUpS.orElse(read.throughput ? THROUGHPUT_WARM_UP_S : 20),
                read.seconds.orElse(read.throughput ? THROUGHPUT_SECONDS : 120),
                read.threads,
                read.json);
    }

    private static void take(Reading read, String name, Arguments rest) {
        switch (name) {
            case "--rooms" -> read.rooms = rest.number(name, 1, 2_000);
            case "--players" -> read.players = rest.number(name, 2, 8);
            case "--throughput" -> read.throughput = true;
            case "--rate" -> read.rate = Optional.of(rest.number(name, 1, 50_000));
            case "--answers" -> read.answersS = Optional.of(rest.number(name, 1, 50));
            case "--votes" -> read.votesS = Optional.of(rest.number(name, 1, 25));
            case "--connect-rate" -> read.connectRate = rest.number(name, 1, 5_000);
            case "--start-rate" -> read.startRate = Optional.of(rest.number(name, 1, 500));
            case "--warm-up" -> read.warmUpS = Optional.of(rest.number(name, 0, 600));
            case "--seconds" -> read.seconds = Optional.of(rest.number(name, 1, 3_600));
            case "--threads" -> read.threads = rest.number(name, 1, 16);
            case "--json" -> read.json = Optional.of(Path.of(rest.value(name)).toAbsolutePath());
            default -> throw rest.unknown(name);
        }
    }

    /**
     * Games started in a second: where people play, so many that at any time as many rooms are in
     * each part of a round as it is long.
     */
    double starts() {
        if (startRate.isPresent()) {
            return startRate.get();
        }
        return throughput.isPresent()
                ? THROUGHPUT_STARTS
                : (double) rooms / (pace.answersS() + 2 * pace.votesS() + RESULTS_S);
    }

    /** Seconds from the first start to the last. */
    int startS() {
        return (int) Math.ceil(rooms / starts());
    }

    /** Clients in all. */
    int clients() {
        return rooms * players;
    }
}
