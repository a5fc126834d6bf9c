package dev.atrium.cdk.cost;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody who plays does to a deployment: measured, or said to be an assumption. Immutable.
 *
 * @param label on the command line
 * @param traffic of a second
 * @param times of matches and sessions
 * @param match what a player asks of DynamoDB for a match
 * @param session what he asks for a session: signing in, the socket
 * @param keptBytes what stays in tables for good, for a player and match, with its indexes
 * @param seats players of a room
 */
record Play(
        String label,
        Traffic traffic,
        Times times,
        Requests match,
        Requests session,
        int keptBytes,
        int seats) {
    /**
     * The party game, whose source has the figures. Bytes: {@code localstack/load/party --rooms
     * 100}. Writes and reads: the requests to DynamoDB of a whole {@code localstack/up --scenario
     * party} of six who are new, counted. A game of eight rounds takes ten minutes and a session
     * three games: assumptions.
     */
    static final Play PARTY =
            new Play(
                    "party",
                    new Traffic(1_087, 13),
                    new Times(600, 1_800),
                    new Requests(48, 44),
                    new Requests(8, 21),
                    2_200,
                    8);

    /**
     * Blitz over direct sockets. Bytes: {@code localstack/docs/load.md}. Writes and reads: the same
     * of {@code --scenario blitz}, of seven who are new. A match of 90 s every two minutes and a
     * session of half an hour: assumptions.
     */
    static final Play ARENA =
            new Play(
                    "arena",
                    new Traffic(1_064, 200),
                    new Times(120, 1_800),
                    new Requests(58, 54),
                    new Requests(6, 20),
                    2_600,
                    20);

    /** All there are. */
    static final List<Play> ALL = List.of(PARTY, ARENA);

    /** Payload of a player in a second, in bytes: to him and from him. */
    record Traffic(int out, int in) {}

    /** From match to match, and how long a session is, in seconds. */
    record Times(int matchSeconds, int sessionSeconds) {}

    /** Units of DynamoDB for a player: writes of 1 KB, reads of 4 KB; twice in transactions. */
    record Requests(int writes, int reads) {}

    /**
     * The one of that label.
     *
     * @throws IllegalArgumentException if there is none, with those there are
     */
    static Play of(String label) {
        return ALL.stream()
                .filter(play -> play.label.equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "game=%s (allowed: %s)".formatted(label, labels())));
    }

    private static String labels() {
        return ALL.stream().map(Play::label).collect(Collectors.joining(", "));
    }
}
