package dev.atrium.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.rating.PlackettLuce.Team;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Weng and Lin's paper has no example in numbers: it measures on games of Halo 2 how often the
 * algorithms foretell a result. So the examples here are worked out from the formulas of its
 * algorithm 4, number by number and not by the code under test; two more are held against numbers
 * that OpenSkill gives, another implementation.
 */
class PlackettLuceTest {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    /** The paper's numbers: mu 25, sigma 25/3, beta 25/6, kappa 0.0001. */
    private static final PlackettLuce PAPER =
            new PlackettLuce(new Rating(25, 25.0 / 3, 0), 25.0 / 6, 0.0001, 0, 3);

    private static final Rating NEW = PAPER.newcomer();

    private static Rating rating(double mean, double uncertainty) {
        return new Rating(mean, uncertainty, 0);
    }

    private static List<Rating> ranked(Rating... bestFirst) {
        return PAPER.rate(
                IntStream.range(0, bestFirst.length)
                        .mapToObj(i -> new Placed(bestFirst[i], i + 1))
                        .toList());
    }

    private static void assertRating(double mean, double uncertainty, Rating rating) {
        assertEquals(mean, rating.mean(), 1e-6);
        assertEquals(uncertainty, rating.uncertainty(), 1e-6);
        assertEquals(0, rating.volatility());
    }

    private static Placed any(Random random, int places) {
        return new Placed(
                rating(random.nextDouble(0, 50), random.nextDouble(0.5, 25.0 / 3)),
                random.nextInt(places) + 1);
    }

    /**
     * Two newcomers. c² = 2 (69.4444 + 17.3611) = 173.6111, c = 13.1762. Of C_1 both are, p = 1/2;
     * of C_2 only the second, p = 1. Ω_1 = 69.4444 / 13.1762 · 1/2 = 2.635231, Ω_2 = -Ω_1. Δ = σ/c
     * · 0.4 · 1/4 = 0.0632456 for both: σ' = 8.3333 √0.9367544.
     */
    @Test
    void aMatchOfTwoNewcomersIsAsWorkedOutByHand() {
        List<Rating> after = ranked(NEW, NEW);

        assertRating(27.635231, 8.065506, after.getFirst());
        assertRating(22.364769, 8.065506, after.getLast());
    }

    private static void assertSame(double mean, double uncertainty, Rating rating) {
        assertEquals(mean, rating.mean(), 1e-10);
        assertEquals(uncertainty, rating.uncertainty(), 1e-10);
    }

    /** OpenSkill's numbers for a race of four newcomers. */
    @Test
    void aRaceOfFourNewcomersIsAsAnotherImplementationHasIt() {
        List<Rating> after = ranked(NEW, NEW, NEW, NEW);

        assertSame(27.795084971874736, 8.263160757613477, after.get(0));
        assertSame(26.552824984374855, 8.179213704945203, after.get(1));
        assertSame(24.68943500312503, 8.083731307186588, after.get(2));
        assertSame(20.96265504062538, 8.083731307186588, after.get(3));
    }

    /** OpenSkill's numbers for two teams of two, all of them different. */
    @Test
    void aMatchOfTwoTeamsIsAsAnotherImplementationHasIt() {
        List<List<Rating>> after =
                PAPER.rateTeams(
                        List.of(
                                new Team(List.of(NEW, rating(32.444, 5.123)), 1),
                                new Team(
                                        List.of(rating(43.381, 2.421), rating(25.188, 6.211)), 2)));

        assertSame(28.669648436582808, 8.071520788025197, after.get(0).get(0));
        assertSame(33.83086971107981, 5.062772998705765, after.get(0).get(1));
        assertSame(43.071274808241974, 2.4166900452721256, after.get(1).get(0));
        assertSame(23.149503312339064, 6.1378606973362135, after.get(1).get(1));
    }

    /** Two of different ratings, the weaker wins; each step as the paper's algorithm has it. */
    @Test
    void anUpsetOfTwoIsAsTheFormulasSay() {
        double variance1 = 3.0 * 3.0;
        double variance2 = 5.0 * 5.0;
        double betaSquared = 25.0 / 6 * 25.0 / 6;
        double c = Math.sqrt(variance1 + betaSquared + variance2 + betaSquared);
        // Of both, the first takes rank 1 with p1, the second with p2; rank 2 is the second's.
        double p1 = Math.exp(20 / c) / (Math.exp(20 / c) + Math.exp(30 / c));
        double p2 = Math.exp(30 / c) / (Math.exp(20 / c) + Math.exp(30 / c));
        double omega1 = variance1 / c * (1 - p1);
        double omega2 = variance2 / c * (-p2 + (1 - 1));
        double delta1 = 3 / c * variance1 / (c * c) * p1 * (1 - p1);
        double delta2 = 5 / c * variance2 / (c * c) * (p2 * (1 - p2) + 1 * (1 - 1));

        List<Rating> after = ranked(rating(20, 3), rating(30, 5));

        assertRating(20 + omega1, 3 * Math.sqrt(1 - delta1), after.getFirst());
        assertRating(30 + omega2, 5 * Math.sqrt(1 - delta2), after.getLast());
    }

    /** A team of two wins, two others of one tie behind it; each step as the paper has it. */
    @Test
    void threeTeamsOfWhichTwoTieAreAsTheFormulasSay() {
        double betaSquared = 25.0 / 6 * 25.0 / 6;
        double[] mu = {24 + 22, 40, 35};
        double[] variance = {4 * 4 + 3 * 3, 6 * 6, 2 * 2};
        double c = Math.sqrt(variance[0] + variance[1] + variance[2] + 3 * betaSquared);
        double e0 = Math.exp(mu[0] / c);
        double e1 = Math.exp(mu[1] / c);
        double e2 = Math.exp(mu[2] / c);
        // Rank 1 is for all three, A = 1; the shared rank for the two of them, A = 2 for each.
        double[] first = {e0 / (e0 + e1 + e2), e1 / (e0 + e1 + e2), e2 / (e0 + e1 + e2)};
        double of1 = e1 / (e1 + e2);
        double of2 = e2 / (e1 + e2);
        double[] omega = {
            variance[0] / c * (1 - first[0]),
            variance[1] / c * (-first[1] + (1 - of1) / 2 - of1 / 2),
            variance[2] / c * (-first[2] - of2 / 2 + (1 - of2) / 2)
        };
        double[] eta = {
            first[0] * (1 - first[0]),
            first[1] * (1 - first[1]) + of1 * (1 - of1) / 2 + of1 * (1 - of1) / 2,
            first[2] * (1 - first[2]) + of2 * (1 - of2) / 2 + of2 * (1 - of2) / 2
        };
        double[] delta = new double[3];
        for (int i = 0; i < 3; i++) {
            double gamma = Math.sqrt(variance[i]) / c;
            delta[i] = gamma * variance[i] / (c * c) * eta[i];
        }

        List<List<Rating>> after =
                PAPER.rateTeams(
                        List.of(
                                new Team(List.of(rating(24, 4), rating(22, 3)), 1),
                                new Team(List.of(rating(40, 6)), 2),
                                new Team(List.of(rating(35, 2)), 2)));

        assertRating(
                24 + 16.0 / 25 * omega[0],
                4 * Math.sqrt(1 - 16.0 / 25 * delta[0]),
                after.get(0).get(0));
        assertRating(
                22 + 9.0 / 25 * omega[0],
                3 * Math.sqrt(1 - 9.0 / 25 * delta[0]),
                after.get(0).get(1));
        assertRating(40 + omega[1], 6 * Math.sqrt(1 - delta[1]), after.get(1).getFirst());
        assertRating(35 + omega[2], 2 * Math.sqrt(1 - delta[2]), after.get(2).getFirst());
    }

    @Test
    void aMatchLeavesThePartOfAVarianceThatKappaSays() {
        PlackettLuce careful = new PlackettLuce(NEW, 25.0 / 6, 0.99, 0, 3);

        Rating after = careful.rate(List.of(new Placed(NEW, 1), new Placed(NEW, 2))).getFirst();

        assertEquals(NEW.uncertainty() * Math.sqrt(0.99), after.uncertainty(), 1e-12);
    }

    @Test
    void whoIsAloneInFrontNeverFallsAndWhoIsAloneAtTheEndNeverRises() {
        long seed = 21;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            List<Placed> players = new ArrayList<>();
            int count = random.nextInt(2, 13);
            for (int k = 0; k < count; k++) {
                Placed one = any(random, 5);
                players.add(new Placed(one.rating(), one.place() + 1));
            }
            players.add(new Placed(any(random, 1).rating(), 1));
            players.add(new Placed(any(random, 1).rating(), 7));
            List<Rating> after = PAPER.rate(players);
            String why = "seed " + seed + ", match " + i;
            assertTrue(after.get(count).mean() >= players.get(count).rating().mean(), why);
            assertTrue(after.getLast().mean() <= players.getLast().rating().mean(), why);
            for (int k = 0; k < after.size(); k++) {
                assertTrue(
                        after.get(k).uncertainty() <= players.get(k).rating().uncertainty(), why);
            }
        }
    }

    /** What each gains, over how little he was known, adds up to nothing; so does every Ω. */
    @Test
    void whatIsGainedIsLostByOthers() {
        Random random = new Random(22);
        for (int i = 0; i < 2_000; i++) {
            List<Placed> players = new ArrayList<>();
            for (int k = random.nextInt(2, 13); k > 0; k--) {
                players.add(any(random, 6));
            }
            List<Rating> after = PAPER.rate(players);
            double sum = 0;
            for (int k = 0; k < after.size(); k++) {
                Rating before = players.get(k).rating();
                double variance = before.uncertainty() * before.uncertainty();
                sum += (after.get(k).mean() - before.mean()) / variance;
            }
            assertEquals(0, sum, 1e-9);
        }
    }

    @Test
    void theOrderInWhichPlayersAreGivenChangesNoBit() {
        Random random = new Random(23);
        for (int i = 0; i < 500; i++) {
            List<Placed> players = new ArrayList<>();
            for (int k = random.nextInt(2, 21); k > 0; k--) {
                players.add(any(random, 4));
            }
            List<Rating> after = PAPER.rate(players);
            List<Integer> order = new ArrayList<>();
            IntStream.range(0, players.size()).forEach(order::add);
            Collections.shuffle(order, random);
            List<Rating> shuffled = PAPER.rate(order.stream().map(players::get).toList());
            assertEquals(order.stream().map(after::get).toList(), shuffled);
        }
    }

    @Test
    void equalsWhoTieStayEqualAndGapsBetweenPlacesMeanNothing() {
        List<Rating> tied =
                PAPER.rate(List.of(new Placed(NEW, 1), new Placed(NEW, 1), new Placed(NEW, 1)));
        tied.forEach(rating -> assertEquals(25, rating.mean(), 1e-12));

        assertEquals(
                PAPER.rate(List.of(new Placed(NEW, 1), new Placed(rating(30, 4), 2))),
                PAPER.rate(List.of(new Placed(NEW, 3), new Placed(rating(30, 4), 90))));
    }

    /** With all that is in points times 60, as the shipped ladders have it. */
    @Test
    void allOfItScales() {
        PlackettLuce large = new PlackettLuce(rating(1_500, 500), 250, 0.0001, 0, 3);
        Random random = new Random(24);
        List<Placed> small = new ArrayList<>();
        List<Placed> times60 = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Placed one = any(random, 5);
            Rating before = one.rating();
            small.add(one);
            times60.add(
                    new Placed(rating(before.mean() * 60, before.uncertainty() * 60), one.place()));
        }
        List<Rating> after = PAPER.rate(small);
        List<Rating> afterLarge = large.rate(times60);
        for (int i = 0; i < after.size(); i++) {
            assertEquals(after.get(i).mean() * 60, afterLarge.get(i).mean(), 1e-7);
            assertEquals(after.get(i).uncertainty() * 60, afterLarge.get(i).uncertainty(), 1e-7);
        }
    }

    @Test
    void extremeRatingsStayRatings() {
        List<Rating> corners = new ArrayList<>();
        for (double mean : new double[] {-Rating.MEAN_MAX, 25, Rating.MEAN_MAX}) {
            for (double uncertainty :
                    new double[] {Rating.UNCERTAINTY_MIN, 8, Rating.UNCERTAINTY_MAX}) {
                corners.add(rating(mean, uncertainty));
            }
        }
        PlackettLuce sharp = new PlackettLuce(NEW, Rating.UNCERTAINTY_MIN, 0.0001, 0, 3);
        Random random = new Random(25);
        for (int i = 0; i < 3_000; i++) {
            List<Placed> players = new ArrayList<>();
            for (int k = random.nextInt(2, 9); k > 0; k--) {
                Rating corner = corners.get(random.nextInt(corners.size()));
                players.add(new Placed(corner, random.nextInt(3) + 1));
            }
            // Rating itself refuses what is no number or out of its range.
            assertEquals(players.size(), PAPER.rate(players).size());
            assertEquals(players.size(), sharp.rate(players).size());
        }
        List<Placed> all = Collections.nCopies(PlackettLuce.TEAMS_MAX, new Placed(NEW, 1));
        assertEquals(25, PAPER.rate(all).getFirst().mean(), 1e-9);
    }

    /** Results are drawn as the model says: strength plus noise whose scale is the game's. */
    @Test
    void tenThousandGamesFindTheOrderOfKnownStrengths() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            double[] strengths = {10, 14, 18, 22, 26, 30, 34, 38};
            List<Rating> ratings = new ArrayList<>(Collections.nCopies(strengths.length, NEW));
            for (int game = 0; game < 10_000; game++) {
                List<Integer> who = new ArrayList<>();
                IntStream.range(0, strengths.length).forEach(who::add);
                Collections.shuffle(who, random);
                who = who.subList(0, random.nextInt(3, 7));
                double[] noisy = new double[strengths.length];
                for (int i : who) {
                    noisy[i] = strengths[i] - 6 * Math.log(-Math.log(random.nextDouble()));
                }
                who.sort((a, b) -> Double.compare(noisy[b], noisy[a]));
                List<Placed> players = new ArrayList<>();
                for (int place = 1; place <= who.size(); place++) {
                    players.add(new Placed(ratings.get(who.get(place - 1)), place));
                }
                List<Rating> after = PAPER.rate(players);
                for (int i = 0; i < after.size(); i++) {
                    ratings.set(who.get(i), after.get(i));
                }
            }
            for (int i = 1; i < strengths.length; i++) {
                String why = "seed " + seed + ", strength " + strengths[i] + ": " + ratings;
                assertTrue(ratings.get(i).mean() > ratings.get(i - 1).mean(), why);
                assertTrue(ratings.get(i).uncertainty() < 2, why);
            }
        }
    }

    @Test
    void absenceAddsTheSquareOfTauForEachDayUpToANewcomers() {
        PlackettLuce system = (PlackettLuce) Ladders.BLITZ.system();
        Rating known = rating(2_000, 100);

        Rating week = system.afterAbsence(known, 7 * DAY_MS);
        assertEquals(Math.sqrt(100 * 100 + 25 * 25 * 7), week.uncertainty(), 1e-9);
        assertEquals(
                Math.sqrt(100 * 100 + 25 * 25 / 2.0),
                system.afterAbsence(known, DAY_MS / 2).uncertainty(),
                1e-9);
        assertEquals(2_000, week.mean());
        assertTrue(system.afterAbsence(known, 383 * DAY_MS).uncertainty() < 500);
        assertEquals(500, system.afterAbsence(known, 384 * DAY_MS).uncertainty());
        assertEquals(500, system.afterAbsence(known, Long.MAX_VALUE).uncertainty());
        assertEquals(known, system.afterAbsence(known, 0));
        assertEquals(known, system.afterAbsence(known, -DAY_MS));
        assertEquals(known, system.afterAbsence(known, Long.MIN_VALUE));
        Rating above = rating(2_000, 600);
        assertEquals(above, system.afterAbsence(above, DAY_MS));
        assertNotEquals(known, system.afterAbsence(known, 1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0001, 1, 3",
        "NaN, 0.0001, 1, 3",
        "4, 0, 1, 3",
        "4, 1.1, 1, 3",
        "4, NaN, 1, 3",
        "4, 0.0001, -1, 3",
        "4, 0.0001, Infinity, 3",
        "4, 0.0001, 1, -1"
    })
    void numbersOutOfRangeAreRefused(double beta, double kappa, double tau, double deviations) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PlackettLuce(NEW, beta, kappa, tau, deviations));
    }

    @Test
    void badInputIsRefused() {
        List<Placed> crowd = Collections.nCopies(PlackettLuce.TEAMS_MAX + 1, new Placed(NEW, 1));
        List<Rating> large = Collections.nCopies(PlackettLuce.MEMBERS_MAX + 1, NEW);
        Rating volatileOne = new Rating(25, 8, 0.06);
        assertThrows(IllegalArgumentException.class, () -> PAPER.rate(List.of()));
        assertThrows(IllegalArgumentException.class, () -> PAPER.rate(List.of(new Placed(NEW, 1))));
        assertThrows(IllegalArgumentException.class, () -> PAPER.rate(crowd));
        assertThrows(IllegalArgumentException.class, () -> new Team(List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new Team(large, 1));
        assertThrows(IllegalArgumentException.class, () -> new Team(List.of(NEW), 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PlackettLuce(volatileOne, 4, 0.0001, 1, 3));
    }
}
