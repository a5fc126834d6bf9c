package dev.atrium.rating;

/**
 * How good somebody is believed to be: a normal distribution, in the points of a ladder.
 *
 * @param mean the middle of it, -{@value #MEAN_MAX} to {@value #MEAN_MAX}
 * @param uncertainty its standard deviation, {@value #UNCERTAINTY_MIN} to {@value #UNCERTAINTY_MAX}
 * @param volatility how much he himself is believed to change, 0 to {@value #VOLATILITY_MAX}; 0 in
 *     systems that do not keep it
 */
public record Rating(double mean, double uncertainty, double volatility) {
    /** Nobody comes near; with it, billionths of a point are exact as a double. */
    public static final double MEAN_MAX = 1_000_000;

    /** Nobody's skill is known better; what would be less is this. */
    public static final double UNCERTAINTY_MIN = 0.001;

    /** Far more than any ladder's newcomers have. */
    public static final double UNCERTAINTY_MAX = 1_000_000;

    /** Glicko-2's usual one is 0.06; who had this one would change by 174 points each period. */
    public static final double VOLATILITY_MAX = 1;

    public Rating {
        require("mean", mean, -MEAN_MAX, MEAN_MAX);
        require("uncertainty", uncertainty, UNCERTAINTY_MIN, UNCERTAINTY_MAX);
        require("volatility", volatility, 0, VOLATILITY_MAX);
    }

    /** The nearest rating that there may be; of numbers, not of none. */
    static Rating bounded(double mean, double uncertainty, double volatility) {
        return new Rating(
                Math.clamp(mean, -MEAN_MAX, MEAN_MAX),
                Math.clamp(uncertainty, UNCERTAINTY_MIN, UNCERTAINTY_MAX),
                Math.clamp(volatility, 0, VOLATILITY_MAX));
    }

    /** The same with another uncertainty, which is brought into its range. */
    Rating withUncertainty(double other) {
        return bounded(mean, other, volatility);
    }

    /**
     * What somebody may well be worth at least: the mean less some uncertainties, rounded down, 0
     * at least. Who is little known does not stand above who has shown as much often.
     *
     * @param deviations how many uncertainties are taken off, 0 and more
     */
    public long shown(double deviations) {
        return Math.max(0, (long) StrictMath.floor(mean - deviations * uncertainty));
    }

    /** Refuses what is no number too: it is in no range. */
    static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + "=" + value + " (allowed: " + least + " to " + most + ")");
        }
    }
}
