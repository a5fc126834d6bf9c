package dev.atrium.schema;

import dev.atrium.rating.Rating;

/**
 * A player's rating on a ladder, as of his last match on it. Numbers are whole billionths: DynamoDB
 * and every reader have them exactly, so that what is read is what was written, whoever reads it
 * and however often. A match is rated with the numbers as they are stored, and rounded once, when
 * it is.
 *
 * @param playerId the key
 * @param ladder the sort key
 * @param ratingBillionths the mean, in billionths of a point
 * @param uncertaintyBillionths as of {@code lastPlayedAtMs}, in billionths of a point
 * @param volatilityBillionths of Glicko-2, else 0
 * @param games that are rated
 * @param lastPlayedAtMs wall time at which the latest of them ended
 * @param version rises by one with every game rated, from 1
 */
public record RatingRow(
        String playerId,
        String ladder,
        long ratingBillionths,
        long uncertaintyBillionths,
        long volatilityBillionths,
        long games,
        long lastPlayedAtMs,
        long version) {
    private static final double BILLION = 1_000_000_000;

    /**
     * That of a player of whom no game on the ladder is rated; no such row is stored.
     *
     * @param newcomer the ladder's rating of newcomers
     * @param nowMs wall time, so that he was never absent
     */
    public static RatingRow none(String playerId, String ladder, Rating newcomer, long nowMs) {
        return new RatingRow(
                playerId,
                ladder,
                billionths(newcomer.mean()),
                billionths(newcomer.uncertainty()),
                billionths(newcomer.volatility()),
                0,
                nowMs,
                0);
    }

    /** The row after one more game, its version raised by one. */
    public RatingRow after(Rating rating, long playedAtMs) {
        return new RatingRow(
                playerId,
                ladder,
                billionths(rating.mean()),
                billionths(rating.uncertainty()),
                billionths(rating.volatility()),
                games + 1,
                Math.max(lastPlayedAtMs, playedAtMs),
                version + 1);
    }

    /**
     * The rating, as of {@link #lastPlayedAtMs}.
     *
     * @throws IllegalArgumentException if somebody else wrote what is none
     */
    public Rating rating() {
        return new Rating(
                ratingBillionths / BILLION,
                uncertaintyBillionths / BILLION,
                volatilityBillionths / BILLION);
    }

    /** To the nearest; at most 10^15, so that a double has it exactly. */
    private static long billionths(double number) {
        return (long) StrictMath.rint(number * BILLION);
    }
}
