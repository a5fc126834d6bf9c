package dev.atrium.rating;

import java.util.Arrays;

/**
 * Sums whose bits do not depend on the order of what is summed: floating point rounds after each
 * addition, so that is put in an order first.
 */
final class Sums {
    private Sums() {}

    /** The sum, from the least to the greatest; the array is sorted after that. */
    static double ofRising(double[] terms) {
        Arrays.sort(terms);
        double sum = 0;
        for (double term : terms) {
            sum += term;
        }
        return sum;
    }
}
