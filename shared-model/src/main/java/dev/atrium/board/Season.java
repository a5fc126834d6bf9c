package dev.atrium.board;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The time that one ranking of a board is about.
 *
 * @param id its start, such as {@code 20261123T0000Z}, in UTC; {@code all} of a board without reset
 * @param startMs wall time, inclusive
 * @param endMs wall time, exclusive; {@link Long#MAX_VALUE} of a board without reset
 */
public record Season(String id, long startMs, long endMs) {
    /** The only season of a board without reset. */
    public static final Season ALL_TIME = new Season("all", 0, Long.MAX_VALUE);

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /** The season from one firing to the next. */
    static Season between(Instant start, Instant end) {
        return new Season(ID.format(start), start.toEpochMilli(), end.toEpochMilli());
    }

    /** The start that an id says; empty if it is none. */
    static Optional<Instant> start(String id) {
        if (!id.matches("[0-9]{8}T[0-9]{4}Z")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.from(ID.parse(id)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the only one. */
    public boolean allTime() {
        return endMs == Long.MAX_VALUE;
    }
}
