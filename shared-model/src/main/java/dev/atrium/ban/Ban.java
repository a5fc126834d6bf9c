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
