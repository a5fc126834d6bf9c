package dev.atrium.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.schema.PartyBoardRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerRow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Random;

class PartyBoardTest {
    private static final int GAMES_MAX = 1_000;
    private static final int SCORE_MAX = 8_000;

    @Test
    void oneWinMoreOutweighsEveryAverage() {
        assertTrue(PartyBoard.score(1, 0, 1_000) > PartyBoard.score(0, Long.MAX_VALUE / 2, 1));
        assertTrue(PartyBoard.score(900_718, 0, 1) > PartyBoard.score(900_717, 8_000, 1));
    }

    @Test
    void amongEqualWinsTheAverageRanksAndNotTheSum() {
        assertTrue(PartyBoard.score(3, 900, 3) > PartyBoard.score(3, 2_500, 10));
        assertEquals(PartyBoard.score(3, 900, 3), PartyBoard.score(3, 3_000, 10));
    }

    /** Against fractions that are compared exactly, in whole numbers of any size. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scoresOrderAsWinsAndExactAverages(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Sums one = Sums.draw(random);
            Sums other = random.nextInt(4) == 0 ? one.nearby(random) : Sums.draw(random);
            double oneScore = PartyBoard.score(one.wins, one.total, one.played);
            double otherScore = PartyBoard.score(other.wins, other.total, other.played);
            assertEquals(
                    Integer.signum(one.compareTo(other)),
                    Double.compare(oneScore, otherScore),
                    "seed " + seed + ": " + one + ", " + other);
        }
    }

    private record Sums(long wins, long total, long played) {
        static Sums draw(Random random) {
            long played = 1L + random.nextInt(GAMES_MAX);
            long total = played * random.nextInt(SCORE_MAX) + random.nextLong(played);
            return new Sums(random.nextInt(3), total, played);
        }

        /** With almost the same average. */
        Sums nearby(Random random) {
            long games = 1L + random.nextInt(GAMES_MAX);
            return new Sums(wins, total * games / played + random.nextInt(2), games);
        }

        int compareTo(Sums other) {
            if (wins != other.wins) {
                return Long.compare(wins, other.wins);
            }
            return product(total, other.played).compareTo(product(other.total, played));
        }

        private static BigInteger product(long a, long b) {
            return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        }
    }

    @Test
    void theHighestScoreIsExactAsADouble() {
        long highest = PartyBoard.score(Long.MAX_VALUE, 1_000_000_000, 1);
        assertTrue(highest < 1L << 53, "score=" + highest);
        assertEquals(highest, (long) (double) highest);
        assertTrue((double) highest > (double) (highest - 1));
    }

    @ParameterizedTest
    @CsvSource({"0,1,0", "250,1,25000", "100,3,3333", "200,3,6667", "1,200,1", "1,201,0", "7,8,88"})
    void averagesAreShownInHundredthsRoundedHalfUp(long total, long played, long hundredths) {
        assertEquals(hundredths, PartyBoard.averageHundredths(total, played));
    }

    @ParameterizedTest
    @CsvSource({"-1,0,1", "0,-1,1", "0,0,0"})
    void sumsThatCannotBeAreRefused(long wins, long total, long played) {
        assertThrows(IllegalArgumentException.class, () -> PartyBoard.score(wins, total, played));
    }

    @Test
    void aRowShowsTheTotalsUnderTheNameOfTheAccount() {
        PlayerRow player = new PlayerRow("p-a", "Ann", "fox", "guest", 5, 40, 30, 20, 10, 40);
        PartyTotalsRow totals = new PartyTotalsRow("p-a", 3, 1, 1_000, 4, 5, 6, 7, 3);

        assertEquals(
                new PartyBoardRow(
                        "party", "p-a", "Ann", "fox", 10_333_333_333L, 1, 33_333, 3, 5, 6, 3),
                PartyBoard.row(player, totals));
    }
}
