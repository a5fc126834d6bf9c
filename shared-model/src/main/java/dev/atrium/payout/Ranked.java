package dev.atrium.payout;

/**
 * How one player came out of a match that had a pot.
 *
 * @param playerId who
 * @param place 1 and more; those who tie share one
 * @param forfeited whether he gave up or was put out of the match
 */
public record Ranked(String playerId, int place, boolean forfeited) {
    public Ranked {
        if (place < 1) {
            throw new IllegalArgumentException("place=" + place + " (allowed: 1 and more)");
        }
    }
}
