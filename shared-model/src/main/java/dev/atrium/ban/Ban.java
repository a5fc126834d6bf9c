package dev.atrium.ban;

import dev.atrium.schema.BanRow;
import dev.atrium.wire.ErrorCode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A ban.
 *
 * @param playerId who
 * @param reason kebab-case
 * @param bannedAtMs wall time
 * @param endsAtMs wall time, {@link #NEVER} if it does not end
 */
public record Ban(String playerId, String reason, long bannedAtMs, long endsAtMs) {
    /** The end of a ban for good. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long MS_PER_S = 1_000;
    private static final long KEPT_MS_MAX = 10L * 365 * 86_400 * MS_PER_S;

    public Ban {
        if (!reason.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("reason=" + reason + " (allowed: kebab-case)");
        }
        if (endsAtMs <= bannedAtMs) {
            throw new IllegalArgumentException("a ban ends after it began");
        }
    }

    /** Whether it still counts. */
    public boolean isOn(long nowMs) {
        return nowMs < endsAtMs;
    }

    /** For how long a store that forgets by itself keeps it: at least 1 ms, at most ten years. */
    public long keptMs(long nowMs) {
        return Math.clamp(endsAtMs - nowMs, 1, KEPT_MS_MAX);
    }

    /** What its player is told. */
    public String text() {
        return endsAtMs == NEVER
                ? ErrorCode.BANNED.message()
                : "You are banned until "
                        + Instant.ofEpochMilli(endsAtMs).truncatedTo(ChronoUnit.SECONDS)
                        + ".";
    }

    BanRow row() {
        long ttl = endsAtMs == NEVER ? Long.MAX_VALUE / MS_PER_S : endsAtMs / MS_PER_S + 1;
        return new BanRow(playerId, reason, bannedAtMs, endsAtMs, ttl);
    }

    static Ban of(BanRow row) {
        return new Ban(row.playerId(), row.reason(), row.bannedAtMs(), row.endsAtMs());
    }
}
