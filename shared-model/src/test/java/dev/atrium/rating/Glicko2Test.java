package dev.atrium.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

class Glicko2Test {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private static final Glicko2 SYSTEM = new Glicko2(new Rating(1_500, 350, 0.06), 0.5, DAY_MS, 2);

    /** The player of the paper's example, and his three games. */
    private static final Rating PLAYER = new Rating(1_500, 200, 0.06);

    private static final List<Glicko2.Game> GAMES =
            List.of(
                    new Glicko2.Game(new Rating(1_400, 30, 0.06), 1),
                    new Glicko2.Game(new Rating(1_550, 100, 0.06), 0),
                    new Glicko2.Game(new Rating(1_700, 300, 0.06), 0));

    private static List<Rating> duel(Rating one, int place, Rating other, int otherPlace) {
        return SYSTEM.rate(List.of(new Placed(one, place), new Placed(other, otherPlace)));
    }

    private static Rating any(Random random) {
        return new Rating(
                random.nextDouble(0, 3_000),
                random.nextDouble(20, 350),
                random.nextDouble(0.03, 0.12));
    }

    /** Glickman, "Example of the Glicko-2 system", the example at its end. */
    @Test
    void thePapersExampleGivesThePapersNumbers() {
        Rating after = SYSTEM.rate(PLAYER, GAMES, 1);

        assertEquals(1_464.06, after.mean(), 0.01);
        assertEquals(151.52, after.uncertainty(), 0.01);
        assertEquals(0.05999, after.volatility(), 0.00001);
    }

    /** Step 5 of the same example, from the paper's v and delta. */
    @Test
    void thePapersVolatilityComesFromItsVarianceAndImprovement() {
        assertEquals(0.05999, Volatility.after(0.06, 1.1513, 1.7785, -0.4834, 0.5), 0.00001);
    }

    @Test
    void theVolatilityIsWhereThePapersFunctionIsZero() {
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            double sigma = random.nextDouble(0.01, 0.3);
            double phi = random.nextDouble(0.1, 2.1);
            double v = random.nextDouble(0.05, 50);
            double delta = random.nextDouble(-20, 20);
            double tau = random.nextDouble(0.2, 1.2);
            double x = 2 * Math.log(Volatility.after(sigma, phi, v, delta, tau));
            double before = f(x - 0.00001, sigma, phi, v, delta, tau);
            double after = f(x + 0.00001, sigma, phi, v, delta, tau);
            assertTrue(before >= 0 && after <= 0, "seed " + seed + ", case " + i);
        }
    }

    /** The paper's function of step 5, written down once more. */
    private static double f(
            double x, double sigma, double phi, double v, double delta, double tau) {
        double e = Math.exp(x);
        double first = e * (delta * delta - phi * phi - v - e);
        double second = 2 * Math.pow(phi * phi + v + e, 2);
        return first / second - (x - Math.log(sigma * sigma)) / (tau * tau);
    }

    /** Step 6 alone, as the paper says of who does not compete: √(φ² + σ²). */
    @Test
    void whoPlaysNoGameInAPeriodIsLessKnownAndNothingElse() {
        double phi = 200 / 173.7178;
        double expected = 173.7178 * Math.sqrt(phi * phi + 0.06 * 0.06);

        Rating absent = SYSTEM.afterAbsence(PLAYER, DAY_MS);

        assertEquals(expected, absent.uncertainty(), 1e-9);
        assertEquals(SYSTEM.rate(PLAYER, List.of(), 1), absent);
        assertEquals(1_500, absent.mean());
        assertEquals(0.06, absent.volatility());
    }

    @Test
    void absenceIsTheSameInOnePieceOrInMany() {
        Rating piecewise = PLAYER;
        for (int hour = 0; hour < 240; hour++) {
            piecewise = SYSTEM.afterAbsence(piecewise, DAY_MS / 24);
        }
        assertEquals(
                SYSTEM.afterAbsence(PLAYER, 10 * DAY_MS).uncertainty(),
                piecewise.uncertainty(),
                1e-6);
    }

    /** What the shipped ladder's Javadoc says of a year and of three. */
    @Test
    void whoStaysAwayForThreeYearsIsAsUnknownAsANewcomer() {
        Rating known = new Rating(1_800, 50, 0.06);

        assertEquals(205, SYSTEM.afterAbsence(known, 365 * DAY_MS).uncertainty(), 1);
        assertTrue(SYSTEM.afterAbsence(known, 1_000 * DAY_MS).uncertainty() < 350);
        assertEquals(350, SYSTEM.afterAbsence(known, 3 * 365 * DAY_MS + DAY_MS * 90).uncertainty());
        assertEquals(350, SYSTEM.afterAbsence(known, Long.MAX_VALUE).uncertainty());
    }

    @Test
    void absenceNeverLowersTheUncertaintyAndMovesNothingElse() {
        Random random = new Random(12);
        for (int i = 0; i < 2_000; i++) {
            Rating rating = any(random);
            long ms = random.nextLong(-DAY_MS, 2_000 * DAY_MS);
            Rating absent = SYSTEM.afterAbsence(rating, ms);
            assertTrue(absent.uncertainty() >= rating.uncertainty());
            assertTrue(absent.uncertainty() <= 350);
            assertEquals(rating, absent.withUncertainty(rating.uncertainty()));
        }
        Rating above = new Rating(1_500, 900, 0.06);
        assertEquals(above, SYSTEM.afterAbsence(above, DAY_MS));
        assertEquals(PLAYER, SYSTEM.afterAbsence(PLAYER, Long.MIN_VALUE));
    }

    @Test
    void aWinNeverLowersAndALossNeverRaises() {
        Random random = new Random(13);
        for (int i = 0; i < 5_000; i++) {
            Rating winner = any(random);
            Rating loser = any(random);
            List<Rating> after = duel(winner, 1, loser, 2);
            assertTrue(after.getFirst().mean() >= winner.mean());
            assertTrue(after.getLast().mean() <= loser.mean());
            assertTrue(after.getFirst().uncertainty() <= winner.uncertainty());
            assertTrue(after.getLast().uncertainty() <= loser.uncertainty());
        }
    }

    @Test
    void whatOneEqualWinsTheOtherLoses() {
        List<Rating> after = duel(PLAYER, 1, PLAYER, 2);

        assertEquals(after.getFirst().mean() - 1_500, 1_500 - after.getLast().mean(), 1e-9);
        assertTrue(after.getFirst().mean() > 1_500);
    }

    @Test
    void aDrawOfEqualsMovesNobodyAndOneOfOthersBringsThemTogether() {
        List<Rating> equal = duel(PLAYER, 1, PLAYER, 1);
        assertEquals(1_500, equal.getFirst().mean(), 1e-9);

        List<Rating> others = duel(new Rating(1_800, 80, 0.06), 3, new Rating(1_400, 80, 0.06), 3);
        assertTrue(others.getFirst().mean() < 1_800);
        assertTrue(others.getLast().mean() > 1_400);
    }

    @Test
    void anUpsetMovesMoreThanWhatWasExpected() {
        Rating strong = new Rating(1_900, 60, 0.06);
        Rating weak = new Rating(1_400, 60, 0.06);

        double upset = duel(weak, 1, strong, 2).getFirst().mean() - 1_400;
        double expected = duel(strong, 1, weak, 2).getFirst().mean() - 1_900;

        assertTrue(upset > 10 * expected, upset + " against " + expected);
    }

    /** The function of step 5 has more than one zero then; it is the near one that is meant. */
    @Test
    void noUpsetHoweverGreatThrowsTheVolatilityOff() {
        Rating weak = new Rating(1_000, 50, 0.06);
        for (int difference = 0; difference <= 4_000; difference += 100) {
            Rating after = duel(weak, 1, new Rating(1_000 + difference, 50, 0.06), 2).getFirst();
            assertEquals(0.06, after.volatility(), 0.0001, "difference " + difference);
        }
        assertEquals(
                duel(weak, 1, new Rating(5_000, 50, 0.06), 2).getFirst(),
                duel(weak, 1, new Rating(900_000, 50, 0.06), 2).getFirst());
    }

    @Test
    void theOrderOfPlayersAndOfGamesChangesNoBit() {
        Random random = new Random(14);
        for (int i = 0; i < 500; i++) {
            Rating one = any(random);
            Rating other = any(random);
            assertEquals(duel(one, 1, other, 2), duel(other, 2, one, 1).reversed());
            List<Glicko2.Game> games = new ArrayList<>();
            for (int game = 0; game < 12; game++) {
                games.add(new Glicko2.Game(any(random), random.nextInt(3) / 2.0));
            }
            Rating after = SYSTEM.rate(one, games, 1);
            Collections.shuffle(games, random);
            assertEquals(after, SYSTEM.rate(one, games, 1));
        }
    }

    /** Every corner of what a rating may be, each against each, with every result. */
    @Test
    void extremeRatingsStayRatings() {
        List<Rating> corners = new ArrayList<>();
        for (double mean : new double[] {-Rating.MEAN_MAX, 0, Rating.MEAN_MAX}) {
            for (double uncertainty :
                    new double[] {Rating.UNCERTAINTY_MIN, 350, Rating.UNCERTAINTY_MAX}) {
                for (double volatility : new double[] {Glicko2.VOLATILITY_MIN, 0.06, 1}) {
                    corners.add(new Rating(mean, uncertainty, volatility));
                }
            }
        }
        for (double tau : new double[] {0.1, 0.5, 2}) {
            Glicko2 system = new Glicko2(SYSTEM.newcomer(), tau, DAY_MS, 2);
            for (Rating one : corners) {
                for (Rating other : corners) {
                    for (int place = 1; place <= 3; place++) {
                        // Rating itself refuses what is no number or out of its range.
                        List<Rating> after =
                                system.rate(List.of(new Placed(one, place), new Placed(other, 2)));
                        assertTrue(after.getFirst().volatility() >= Glicko2.VOLATILITY_MIN);
                        assertEquals(2, after.size());
                    }
                    assertTrue(
                            Double.isFinite(
                                    system.rate(
                                                    one,
                                                    List.of(new Glicko2.Game(other, 1)),
                                                    Double.MAX_VALUE)
                                            .mean()));
                }
            }
        }
    }

    @Test
    void tenThousandGamesFindTheOrderAndTheDistancesOfKnownStrengths() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            double[] strengths = {1_200, 1_300, 1_400, 1_500, 1_600, 1_700, 1_800, 1_900};
            List<Rating> ratings = new ArrayList<>();
            for (int i = 0; i < strengths.length; i++) {
                ratings.add(SYSTEM.newcomer());
            }
            for (int game = 0; game < 10_000; game++) {
                int one = random.nextInt(strengths.length);
                int other = (one + random.nextInt(1, strengths.length)) % strengths.length;
                double chance = 1 / (1 + Math.pow(10, (strengths[other] - strengths[one]) / 400));
                boolean wins = random.nextDouble() < chance;
                List<Rating> after =
                        duel(
                                SYSTEM.afterAbsence(ratings.get(one), DAY_MS / 10),
                                wins ? 1 : 2,
                                SYSTEM.afterAbsence(ratings.get(other), DAY_MS / 10),
                                wins ? 2 : 1);
                ratings.set(one, after.getFirst());
                ratings.set(other, after.getLast());
            }
            double middle = ratings.stream().mapToDouble(Rating::mean).average().orElseThrow();
            for (int i = 0; i < strengths.length; i++) {
                String why = "seed " + seed + ", strength " + strengths[i];
                assertEquals(strengths[i] - 1_550, ratings.get(i).mean() - middle, 60, why);
                assertTrue(ratings.get(i).uncertainty() < 60, why);
                if (i > 0) {
                    assertTrue(ratings.get(i).mean() > ratings.get(i - 1).mean(), why);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 86400000, 2",
        "2.1, 86400000, 2",
        "NaN, 86400000, 2",
        "0.5, 59999, 2",
        "0.5, 86400000, -1",
        "0.5, 86400000, 11"
    })
    void numbersOutOfRangeAreRefused(double tau, long periodMs, double deviations) {
        Rating newcomer = SYSTEM.newcomer();
        assertThrows(
                IllegalArgumentException.class,
                () -> new Glicko2(newcomer, tau, periodMs, deviations));
    }

    @Test
    void badInputIsRefused() {
        Rating still = new Rating(1_500, 200, 0);
        Placed placed = new Placed(PLAYER, 1);
        List<Glicko2.Game> many = Collections.nCopies(Glicko2.GAMES_MAX + 1, GAMES.getFirst());
        assertThrows(IllegalArgumentException.class, () -> new Glicko2(still, 0.5, DAY_MS, 2));
        assertThrows(IllegalArgumentException.class, () -> SYSTEM.rate(still, GAMES, 1));
        assertThrows(IllegalArgumentException.class, () -> SYSTEM.rate(PLAYER, GAMES, -1));
        assertThrows(IllegalArgumentException.class, () -> SYSTEM.rate(PLAYER, GAMES, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SYSTEM.rate(PLAYER, many, 1));
        assertThrows(IllegalArgumentException.class, () -> SYSTEM.rate(List.of(placed)));
        assertThrows(
                IllegalArgumentException.class, () -> SYSTEM.rate(List.of(placed, placed, placed)));
        assertThrows(IllegalArgumentException.class, () -> new Glicko2.Game(PLAYER, 1.5));
        assertThrows(IllegalArgumentException.class, () -> new Glicko2.Game(PLAYER, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Placed(PLAYER, 0));
    }
}
