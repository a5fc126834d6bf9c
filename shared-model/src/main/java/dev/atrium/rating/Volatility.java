package dev.atrium.rating;

/**
 * Step 5 of Glicko-2: the volatility after a period, where a function of its logarithm is zero,
 * found by the Illinois variant of regula falsi. Greek letters and A, B as in the paper.
 */
final class Volatility {
    /** The paper's: logarithms that differ by less are the same. */
    private static final double TOLERANCE = 0.000_001;

    /** Ten are usual; the last one is good enough whenever they do not suffice. */
    private static final int STEPS_MAX = 100;

    private final double phiSquared;
    private final double v;
    private final double deltaSquared;
    private final double tau;
    private final double before;

    private Volatility(double sigma, double phi, double v, double delta, double tau) {
        this.phiSquared = phi * phi;
        this.v = v;
        this.deltaSquared = delta * delta;
        this.tau = tau;
        this.before = StrictMath.log(sigma * sigma);
    }

    /**
     * The volatility after a period.
     *
     * @param sigma before it, above 0
     * @param phi the uncertainty before it, above 0
     * @param v the variance that the games alone would give, above 0
     * @param delta the improvement that the games alone would give
     * @param tau how much it may change, above 0
     */
    static double after(double sigma, double phi, double v, double delta, double tau) {
        return StrictMath.exp(new Volatility(sigma, phi, v, delta, tau).logarithm() / 2);
    }

    private double logarithm() {
        double a = before;
        double b = bracket();
        double fa = f(a);
        double fb = f(b);
        for (int step = 0; step < STEPS_MAX && Math.abs(b - a) > TOLERANCE; step++) {
            double c = a + (a - b) * fa / (fb - fa);
            double fc = f(c);
            if (fc * fb <= 0) {
                a = b;
                fa = fb;
            } else {
                fa /= 2;
            }
            b = c;
            fb = fc;
        }
        return a;
    }

    /** The other end, at which the function has the other sign. */
    private double bracket() {
        double surplus = deltaSquared - phiSquared - v;
        if (surplus > 0) {
            return StrictMath.log(surplus);
        }
        // Below 0 only while k is below tau / 2 + 1: the other term is never less than -1/2.
        int k = 1;
        while (k < STEPS_MAX && f(before - k * tau) < 0) {
            k++;
        }
        return before - k * tau;
    }

    private double f(double x) {
        double e = StrictMath.exp(x);
        double sum = phiSquared + v + e;
        return e * (deltaSquared - sum) / (2 * sum * sum) - (x - before) / (tau * tau);
    }
}
