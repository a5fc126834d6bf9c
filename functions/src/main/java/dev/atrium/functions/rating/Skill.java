package dev.atrium.functions.rating;

import dev.atrium.rating.Ladder;
import dev.atrium.rating.Rating;

/**
 * How good somebody is believed to be on a ladder now: his time without a match is counted.
 *
 * @param playerId who
 * @param ladder on which
 * @param rating in the points of the ladder
 * @param games that are rated, 0 for a newcomer
 */
public record Skill(String playerId, Ladder ladder, Rating rating, long games) {
    /** The middle of what he is believed to be worth, in points: what opponents are chosen by. */
    public double mean() {
        return rating.mean();
    }

    /** The standard deviation of it, in points; above 0. */
    public double uncertainty() {
        return rating.uncertainty();
    }

    /** What he may well be worth at least, in whole points, as the ladder shows it; 0 and more. */
    public long shown() {
        return ladder.system().shown(rating);
    }
}
