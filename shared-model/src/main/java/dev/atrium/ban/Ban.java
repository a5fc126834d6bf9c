package dev.atrium.ban;

import dev.atrium.schema.BanRow;
import dev.atrium.wire.ErrorCode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A ban.
 *
 * @param playerId who
 * @param reason kebab-case
 * @param bannedAtMs wall time
 * @param endsAtMs wall time, {@link #NEVER} if it does not end
 * @param room whose forfeit it is for; empty if it is for something else
 * @param forfeits that count against its player, 0 and more
 */
public record Ban(
        String playerId,
        String reason,
        long bannedAtMs,
        long endsAtMs,
        Optional<String> room,
        int forfeits) {
    /** The reason of a ban for closes for abuse. */
    public static final String ABUSE = "abuse";

    /** The reason of a ban by an operator's hand. */
    public static final String OPERATOR = "operator";

    /** The end of a ban for good. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long KEPT_MS_MAX = 10L * 365 * 86_400_000;

    public Ban {
        if (!reason.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("reason=" + reason + " (allowed: kebab-case)");
        }
        if (endsAtMs <= bannedAtMs) {
            throw new IllegalArgumentException("a ban ends after it began");
        }
    }

    /** A ban of somebody who has forfeited nothing. */
    public Ban(String playerId, String reason, long bannedAtMs, long endsAtMs) {
        this(playerId, reason, bannedAtMs, endsAtMs, Optional.empty(), 0);
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

    /** The ban of that row. */
    public static Ban of(BanRow row) {
        return new Ban(
                row.playerId(),
                row.reason(),
                row.bannedAtMs(),
                row.endsAtMs(),
                Optional.ofNullable(row.room()),
                row.counted());
    }
}
