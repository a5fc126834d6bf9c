package dev.atrium.localstack.load;

import dev.atrium.catalog.Games;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line of {@code localstack/load/run} asks for.
 *
 * @param game that the bots play; one of the arenas, whose commands they know
 * @param rooms 1 to 2000
 * @param bots in each room, with a socket each, 1 to 20
 * @param connected instead of playing, so many connections that only show that they live, if given;
 *     1 to 50000
 * @param connectRate connections opened in a second, 1 to 5000
 * @param warmUpS seconds of play before the window, 0 to 600; 20, or 0 where nobody plays
 * @param seconds of the window, 1 to 3600
 * @param rate inputs a second of each bot, 1 to 50
 * @param compact whether they speak {@code atrium.v1} or JSON alone
 * @param threads event loops of the generator, 1 to 16
 * @param json where to write the report as well, if given
 */
record LoadOptions(
        String game,
        int rooms,
        int bots,
        Optional<Integer> connected,
        int connectRate,
        int warmUpS,
        int seconds,
        int rate,
        boolean compact,
        int threads,
        Optional<Path> json) {
    static final String USAGE =
            "usage: localstack/load/run --rooms N --bots M [--game arena.practice] [--seconds 20]"
                    + " [--warm-up 20] [--rate 10] [--wire compact|json] [--connect-rate 500]"
                    + " [--threads 1] [--json FILE], or --connected N in place of rooms and bots";

    private static final String ARENAS = "arena.";
    private static final int WARM_UP_S = 20;

    /** Those who only connect sit in rooms that wait for their last player for a minute. */
    private static final int CONNECTED_S_MAX = 55;

    /** Arguments as they come in; what is left out has its default. */
    private static final class Reading {
        private final Set<String> given = new HashSet<>();
        private String game = "arena.practice";
        private int rooms;
        private int bots;
        private Optional<Integer> connected = Optional.empty();
        private int connectRate = 500;
        private Optional<Integer> warmUpS = Optional.empty();
        private int seconds = 20;
        private int rate = 10;
        private boolean compact = true;
        private int threads = 1;
        private Optional<Path> json = Optional.empty();
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static LoadOptions parse(List<String> arguments) {
        Reading read = new Reading();
        Arguments rest = new Arguments(arguments, USAGE);
        while (rest.hasNext()) {
            String name = rest.name();
            take(read, name, rest);
            read.given.add(name);
        }
        require(read);
        return new LoadOptions(
                read.game,
                read.rooms,
                read.bots,
                read.connected,
                read.connectRate,
                warmUpS(read),
                read.seconds,
                read.rate,
                read.compact,
                read.threads,
                read.json);
    }

    private static void take(Reading read, String name, Arguments rest) {
        switch (name) {
            case "--game" -> read.game = game(rest.value(name));
            case "--rooms" -> read.rooms = rest.number(name, 1, 2_000);
            case "--bots" -> read.bots = rest.number(name, 1, 20);
            case "--connected" -> read.connected = Optional.of(rest.number(name, 1, 50_000));
            case "--connect-rate" -> read.connectRate = rest.number(name, 1, 5_000);
            case "--warm-up" -> read.warmUpS = Optional.of(rest.number(name, 0, 600));
            case "--seconds" -> read.seconds = rest.number(name, 1, 3_600);
            case "--rate" -> read.rate = rest.number(name, 1, 50);
            case "--wire" -> read.compact = wire(rest.value(name)).equals("compact");
            case "--threads" -> read.threads = rest.number(name, 1, 16);
            case "--json" -> read.json = Optional.of(Path.of(rest.value(name)).toAbsolutePath());
            default -> throw rest.unknown(name);
        }
    }

    private static int warmUpS(Reading read) {
        return read.warmUpS.orElse(read.connected.isPresent() ? 0 : WARM_UP_S);
    }

    private static void require(Reading read) {
        if (read.connected.isPresent()) {
            int took = read.connected.get() / read.connectRate + warmUpS(read) + read.seconds;
            if (took > CONNECTED_S_MAX) {
                throw new IllegalArgumentException(
                        ("--connected / --connect-rate + --warm-up + --seconds = %d s"
                                        + " (allowed: at most %d, then the rooms begin to play)")
                                .formatted(took, CONNECTED_S_MAX));
            }
            for (String name : List.of("--rooms", "--bots", "--game", "--rate", "--wire")) {
                if (read.given.contains(name)) {
                    throw new IllegalArgumentException("--connected goes without " + name);
                }
            }
        } else if (read.rooms == 0 || read.bots == 0) {
            throw new IllegalArgumentException("--rooms and --bots are wanted; " + USAGE);
        }
    }

    private static String wire(String value) {
        if (!List.of("compact", "json").contains(value)) {
            throw new IllegalArgumentException("--wire=" + value + " (allowed: compact, json)");
        }
        return value;
    }

    private static String game(String id) {
        List<String> arenas =
                Games.all().all().stream()
                        .map(game -> game.info().id())
                        .filter(known -> known.startsWith(ARENAS))
                        .distinct()
                        .toList();
        if (!arenas.contains(id)) {
            throw new IllegalArgumentException(
                    "--game=" + id + " (allowed: " + String.join(", ", arenas) + ")");
        }
        return id;
    }
}
