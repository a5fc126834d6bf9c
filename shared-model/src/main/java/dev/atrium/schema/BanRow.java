package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A player who is kept out of every game until some time, or was once. What is not there reads as
 * 0, or null: rows from before offences were counted have no more than the first five.
 *
 * @param playerId who
 * @param reason kebab-case: {@code abuse} for closes for abuse, {@code operator} by hand, else the
 *     flag by which a game was forfeited
 * @param bannedAtMs wall time
 * @param endsAtMs wall time from which he may come back; {@code Long.MAX_VALUE}: never
 * @param ttl seconds since 1970; the row may outlive the ban, so {@code endsAtMs} is what counts
 * @param room whose forfeit this ban is for; null if it is for something else
 * @param rooms of the last forfeits that were written here, the oldest first: each counts once,
 *     however often it is written
 * @param counted forfeits that count against him, this ban's included
 * @param version rises with every write
 */
public record BanRow(
        String playerId,
        String reason,
        long bannedAtMs,
        long endsAtMs,
        long ttl,
        @Nullable String room,
        @Nullable List<String> rooms,
        int counted,
        long version) {}
