package dev.atrium.payout;

/**
 * What one player gets of a pot.
 *
 * @param playerId who
 * @param amount in the smallest unit, 0 and more
 */
public record Payout(String playerId, long amount) {
    public Payout {
        if (amount < 0) {
            throw new IllegalArgumentException("amount=" + amount + " (allowed: 0 and more)");
        }
    }
}
