package dev.atrium.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.rating.Rating;

import org.junit.jupiter.api.Test;

import java.util.Random;

class RatingRowTest {
    private static final Rating NEWCOMER = new Rating(1_500, 350, 0.06);

    @Test
    void aRatingIsKeptInBillionths() {
        RatingRow row = RatingRow.none("p-ann", "duel", NEWCOMER, 7);

        assertEquals(
                new RatingRow(
                        "p-ann",
                        "duel",
                        1_500_000_000_000L,
                        350_000_000_000L,
                        60_000_000L,
                        0,
                        7,
                        0),
                row);
        assertEquals(NEWCOMER, row.rating());
    }

    @Test
    void aGameRaisesTheVersionAndTimeNeverGoesBack() {
        RatingRow row = RatingRow.none("p-ann", "duel", NEWCOMER, 7);

        RatingRow later = row.after(new Rating(1_464.0506, 151.5165, 0.05999), 20);
        RatingRow earlier = later.after(NEWCOMER, 10);

        assertEquals(
                new RatingRow(
                        "p-ann",
                        "duel",
                        1_464_050_600_000L,
                        151_516_500_000L,
                        59_990_000L,
                        1,
                        20,
                        1),
                later);
        assertEquals(20, earlier.lastPlayedAtMs());
        assertEquals(2, earlier.version());
        assertEquals(2, earlier.games());
    }

    @Test
    void whatIsReadIsWrittenAgainAsItWas() {
        Random random = new Random(31);
        for (int i = 0; i < 10_000; i++) {
            long mean = random.nextLong(-1_000_000_000_000_000L, 1_000_000_000_000_001L);
            long uncertainty = random.nextLong(1_000_000, 1_000_000_000_000_001L);
            long volatility = random.nextLong(0, 1_000_000_001);
            RatingRow row = new RatingRow("p", "l", mean, uncertainty, volatility, 3, 5, 3);
            assertEquals(
                    new RatingRow("p", "l", mean, uncertainty, volatility, 4, 5, 4),
                    row.after(row.rating(), 5));
        }
    }

    @Test
    void aRowThatIsNoRatingIsNotRead() {
        RatingRow row = new RatingRow("p", "l", 0, 0, 0, 0, 0, 0);
        assertThrows(IllegalArgumentException.class, row::rating);
    }
}
