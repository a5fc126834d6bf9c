package dev.atrium.rating;

import java.util.List;

/** A way to rate, with its numbers. */
public sealed interface RatingSystem permits Glicko2, PlackettLuce {
    /** The rating of somebody of whom nothing is known. */
    Rating newcomer();

    /** How many uncertainties are taken off the mean in what is shown, 0 to 10. */
    double shownDeviations();

    /** How many may meet in one match at most, 2 and more. */
    int playersMax();

    /**
     * A rating after a time without a match: the mean stays, and the uncertainty grows; not beyond
     * a newcomer's, unless it was there before.
     *
     * @param absentMs wall time; what is below 0 counts as 0
     */
    Rating afterAbsence(Rating rating, long absentMs);

    /**
     * The ratings after a match, in the order of the players. It does not matter to any of them in
     * which order they are given.
     *
     * @param players 2 to {@link #playersMax}, with their ratings as of that moment
     */
    List<Rating> rate(List<Placed> players);

    /** What is shown of a rating, in whole points. */
    default long shown(Rating rating) {
        return rating.shown(shownDeviations());
    }
}
