package dev.atrium.match;

import java.util.List;
import java.util.stream.LongStream;

/**
 * When sieges start: at every full period of wall time. A slot is such a start, in ms since 1970.
 *
 * @param periodMs between two starts, {@value #PERIOD_MS_MIN} to {@value #PERIOD_MS_MAX}
 */
public record SiegeSlots(long periodMs) {
    /** Of a test, or a scenario that does not wait. */
    public static final long PERIOD_MS_MIN = 1_000;

    /** A day. */
    public static final long PERIOD_MS_MAX = 86_400_000;

    /** One registers for one of so many slots to come. */
    public static final int AHEAD_MAX = 24;

    /** Warriors of one player. */
    public static final int WARRIORS_PER_PLAYER_MAX = 5;

    /** Warriors of all players of a siege. */
    public static final int WARRIORS_MAX = 100;

    /** Fewer players make no siege. */
    public static final int PLAYERS_MIN = 2;

    /** Until half time one may enter late, if the game's clock has not slipped or been sped up. */
    public static final long LATE_MS = 300_000;

    /**
     * One that has not begun so long after its time is called off: who has paid for it may be gone.
     */
    public static final long LATE_START_MS_MAX = 180_000;

    public SiegeSlots {
        if (periodMs < PERIOD_MS_MIN || periodMs > PERIOD_MS_MAX) {
            throw new IllegalArgumentException(
                    "periodMs=%d (allowed: %d to %d)"
                            .formatted(periodMs, PERIOD_MS_MIN, PERIOD_MS_MAX));
        }
    }

    /** Whether one may register for that slot now: it is to come, and not too far away. */
    public boolean isAhead(long slot, long nowMs) {
        return slot % periodMs == 0 && slot > nowMs && slot <= latest(nowMs) + AHEAD_MAX * periodMs;
    }

    /** The last slot that is not to come. */
    public long latest(long nowMs) {
        return Math.floorDiv(nowMs, periodMs) * periodMs;
    }

    /** The first so many slots to come. */
    public List<Long> next(long nowMs, int count) {
        return LongStream.rangeClosed(1, count)
                .map(number -> latest(nowMs) + number * periodMs)
                .boxed()
                .toList();
    }
}
