package dev.atrium.ban;

import java.time.Duration;

/**
 * Somebody lost a game by what was counted against him there.
 *
 * @param playerId who
 * @param reason kebab-case, the last thing that was counted
 * @param roomId where; a forfeit counts once, however often it is told
 */
public record Forfeit(String playerId, String reason, String roomId) {
    /** Long enough that it is felt, short enough that an error does little harm. */
    private static final Duration FIRST = Duration.ofHours(24);

    private static final Duration SECOND = Duration.ofDays(7);

    /**
     * When the ban for one ends.
     *
     * @param counted forfeits that count against him, this one included, 1 and more
     * @param nowMs wall time
     */
    static long endsAtMs(int counted, long nowMs) {
        return switch (counted) {
            case 1 -> nowMs + FIRST.toMillis();
            case 2 -> nowMs + SECOND.toMillis();
            default -> Ban.NEVER;
        };
    }
}
