package dev.atrium.rating;

/**
 * A full ranking of teams under the Plackett-Luce model: what of Weng and Lin's algorithm 4 is
 * about teams and not about players. Letters as there; i and q are teams by their index.
 *
 * <p>Exponentials are of differences to the best of C_q and so at most 1: none overflows, and in
 * the sum that is divided by one of them is 1.
 */
final class FullRanking {
    private final double[] means;
    private final int[] places;
    private final double c;

    /** Of each q: the best mean in C_q, the sum of exponentials over C_q, and A_q. */
    private final double[] best;

    private final double[] total;
    private final int[] tied;

    private FullRanking(double[] means, int[] places, double c) {
        this.means = means;
        this.places = places;
        this.c = c;
        this.best = new double[means.length];
        this.total = new double[means.length];
        this.tied = new int[means.length];
        for (int q = 0; q < means.length; q++) {
            count(q);
        }
    }

    /**
     * A ranking of these teams.
     *
     * @param means sums over their members
     * @param variances sums over their members, above 0
     * @param places by which they are ranked, lower is better
     * @param beta of each team, above 0
     */
    static FullRanking of(double[] means, double[] variances, int[] places, double beta) {
        double[] terms = new double[variances.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = variances[i] + beta * beta;
        }
        return new FullRanking(means, places, StrictMath.sqrt(Sums.ofRising(terms)));
    }

    private void count(int q) {
        best[q] = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < means.length; i++) {
            if (isBehind(i, q)) {
                best[q] = Math.max(best[q], means[i]);
            }
            tied[q] += places[i] == places[q] ? 1 : 0;
        }
        double[] terms = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            terms[i] = isBehind(i, q) ? weight(i, q) : 0;
        }
        total[q] = Sums.ofRising(terms);
    }

    /** Whether i is in C_q: of its rank or a worse one. */
    private boolean isBehind(int i, int q) {
        return places[i] >= places[q];
    }

    private double weight(int i, int q) {
        return StrictMath.exp((means[i] - best[q]) / c);
    }

    /** p_iq: how likely it was that i, of all in C_q, takes the rank of q. */
    private double chance(int i, int q) {
        return weight(i, q) / total[q];
    }

    /** The standard deviation of everything that is uncertain in the match. */
    double c() {
        return c;
    }

    /** Ω_i without the factor σ_i²/c: how much better i did than was to be expected. */
    double omega(int i) {
        double[] terms = new double[means.length];
        for (int q = 0; q < means.length; q++) {
            if (isBehind(i, q)) {
                terms[q] = ((q == i ? 1 : 0) - chance(i, q)) / tied[q];
            }
        }
        return Sums.ofRising(terms);
    }

    /** Δ_i without the factor γ σ_i²/c²: how much the match tells of i. */
    double delta(int i) {
        double[] terms = new double[means.length];
        for (int q = 0; q < means.length; q++) {
            if (isBehind(i, q)) {
                double chance = chance(i, q);
                terms[q] = chance * (1 - chance) / tied[q];
            }
        }
        return Sums.ofRising(terms);
    }
}
