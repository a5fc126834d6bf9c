package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

/**
 * One call of an operator that was meant to change something.
 *
 * @param day UTC, {@code 2026-01-31}
 * @param entry sorts by time within the day and is unique: milliseconds, host and number
 * @param atMs wall time
 * @param operator the name of the key that was shown
 * @param host that was asked
 * @param command such as {@code kick}
 * @param room which room, if it is about one
 * @param player which player, if it is about one
 * @param detail what else was asked for, such as the host to hand over to
 * @param result {@code begun}, then {@code ok} or the code of the refusal
 * @param ttl seconds since 1970; DynamoDB tidies up
 */
public record AuditRow(
        String day,
        String entry,
        long atMs,
        String operator,
        String host,
        String command,
        @Nullable String room,
        @Nullable String player,
        @Nullable String detail,
        String result,
        long ttl) {
    /** The same line with what became of it. */
    public AuditRow ended(String code) {
        return new AuditRow(
                day, entry, atMs, operator, host, command, room, player, detail, code, ttl);
    }
}
