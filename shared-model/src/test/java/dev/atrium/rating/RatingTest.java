package dev.atrium.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatingTest {
    @ParameterizedTest
    @CsvSource({
        "NaN, 100, 0",
        "Infinity, 100, 0",
        "1000001, 100, 0",
        "-1000001, 100, 0",
        "1500, NaN, 0",
        "1500, 0, 0",
        "1500, -1, 0",
        "1500, 1000001, 0",
        "1500, 100, NaN",
        "1500, 100, -0.01",
        "1500, 100, 1.01"
    })
    void whatIsNoRatingIsRefused(double mean, double uncertainty, double volatility) {
        assertThrows(
                IllegalArgumentException.class, () -> new Rating(mean, uncertainty, volatility));
    }

    @Test
    void whatIsBeyondTheRangeIsBroughtToItsEnd() {
        assertEquals(
                new Rating(-Rating.MEAN_MAX, Rating.UNCERTAINTY_MIN, 1),
                Rating.bounded(Double.NEGATIVE_INFINITY, 0, 7));
        assertThrows(IllegalArgumentException.class, () -> Rating.bounded(Double.NaN, 1, 0));
    }

    @Test
    void whatIsShownIsRoundedDownAndNeverBelowNothing() {
        assertEquals(800, new Rating(1_500, 350, 0.06).shown(2));
        assertEquals(0, new Rating(1_500, 500, 0).shown(3));
        assertEquals(1_199, new Rating(1_500, 100.1, 0).shown(3));
        assertEquals(0, new Rating(-300, 100, 0).shown(3));
    }
}
