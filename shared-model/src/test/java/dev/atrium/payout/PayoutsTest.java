package dev.atrium.payout;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

class PayoutsTest {
    private static final Shares WINNER = new Shares(List.of(95), 3, 2);
    private static final Shares THREE = new Shares(List.of(60, 25, 10), 3, 2);
    private static final int SEEDS = 20_000;

    private static Ranked at(int place, String playerId) {
        return new Ranked(playerId, place, false);
    }

    private static Ranked forfeited(int place, String playerId) {
        return new Ranked(playerId, place, true);
    }

    private static void assertPaid(
            Payouts payouts, long platform, long burn, Long... amountsInOrder) {
        assertAll(
                () -> assertEquals(List.of(amountsInOrder), amounts(payouts)),
                () -> assertEquals(platform, payouts.platform()),
                () -> assertEquals(burn, payouts.burn()));
    }

    private static List<Long> amounts(Payouts payouts) {
        return payouts.players().stream().map(Payout::amount).toList();
    }

    @Test
    void winnerTakesHisShareAndTheOthersNothing() {
        Payouts payouts = Payouts.of(1_000, WINNER, List.of(at(1, "a"), at(2, "b"), at(3, "c")));

        assertPaid(payouts, 30, 20, 950L, 0L, 0L);
        assertEquals("a", payouts.players().getFirst().playerId());
    }

    @Test
    void placesGetTheirPercentAndWhatDoesNotDivideIsBurnt() {
        List<Ranked> four = List.of(at(1, "a"), at(2, "b"), at(3, "c"), at(4, "d"));

        assertPaid(Payouts.of(1_000, THREE, four), 30, 20, 600L, 250L, 100L, 0L);
        // 599.4, 249.75, 99.9; 29.97 and 19.98
        assertPaid(
                Payouts.of(999, THREE, four), 29, 999 - 29 - 599 - 249 - 99, 599L, 249L, 99L, 0L);
        assertPaid(Payouts.of(1, THREE, four), 0, 1, 0L, 0L, 0L, 0L);
        assertPaid(Payouts.of(0, THREE, four), 0, 0, 0L, 0L, 0L, 0L);
    }

    @Test
    void winnersWhoTieShareEqually() {
        assertPaid(Payouts.of(1_000, WINNER, List.of(at(1, "a"), at(1, "b"))), 30, 20, 475L, 475L);
        // 316.67 each
        assertPaid(
                Payouts.of(1_000, WINNER, List.of(at(1, "a"), at(1, "b"), at(1, "c"))),
                30,
                22,
                316L,
                316L,
                316L);
    }

    @Test
    void tiedPlayersPoolTheSharesOfThePlacesThatTheyCover() {
        // Places 2 and 3 together have 35.
        assertPaid(
                Payouts.of(1_000, THREE, List.of(at(1, "a"), at(2, "b"), at(2, "c"), at(4, "d"))),
                30,
                20,
                600L,
                175L,
                175L,
                0L);
        // Places 3 and 4 have 10, for 4 has none.
        assertPaid(
                Payouts.of(1_000, THREE, List.of(at(1, "a"), at(2, "b"), at(3, "c"), at(3, "d"))),
                30,
                20,
                600L,
                250L,
                50L,
                50L);
    }

    @Test
    void shareOfAnEmptyPlaceGoesToTheFilledOnesInProportion() {
        // 950 * 60/85 = 670.59 and 950 * 25/85 = 279.41
        assertPaid(Payouts.of(1_000, THREE, List.of(at(1, "a"), at(2, "b"))), 30, 21, 670L, 279L);
        assertPaid(Payouts.of(1_000, THREE, List.of(at(1, "a"))), 30, 20, 950L);
        assertPaid(Payouts.of(1_000, THREE, List.of(at(1, "a"), at(1, "b"))), 30, 20, 475L, 475L);
    }

    @Test
    void whoForfeitedIsPaidNothingAndWhoStandsBehindMovesUp() {
        assertPaid(
                Payouts.of(1_000, WINNER, List.of(forfeited(1, "a"), at(2, "b"), at(3, "c"))),
                30,
                20,
                0L,
                950L,
                0L);
        assertPaid(
                Payouts.of(1_000, WINNER, List.of(forfeited(1, "a"), at(1, "b"))),
                30,
                20,
                0L,
                950L);
        assertPaid(
                Payouts.of(1_000, THREE, List.of(at(1, "a"), forfeited(2, "b"), at(3, "c"))),
                30,
                21,
                670L,
                0L,
                279L);
    }

    @Test
    void ifAllForfeitedTheyAreRankedAsIfNoneHad() {
        assertPaid(
                Payouts.of(1_000, THREE, List.of(forfeited(1, "a"), forfeited(2, "b"))),
                30,
                21,
                670L,
                279L);
    }

    @Test
    void largestPotDoesNotOverflow() {
        List<Ranked> hundred = IntStream.range(0, 100).mapToObj(i -> at(1, "p" + i)).toList();
        Payouts payouts = Payouts.of(Payouts.POT_MAX, THREE, hundred);

        assertEquals(Payouts.POT_MAX / 10_000 * 95, payouts.players().getLast().amount());
        assertEquals(Payouts.POT_MAX / 100 * 2, payouts.burn());
        assertEquals(
                Payouts.POT_MAX / 100 * 60,
                Payouts.of(Payouts.POT_MAX, THREE, List.of(at(1, "a"), at(2, "b"), at(3, "c")))
                        .players()
                        .getFirst()
                        .amount());
    }

    @Test
    void whatCannotBeDividedIsRefused() {
        List<Ranked> one = List.of(at(1, "a"));
        assertThrows(IllegalArgumentException.class, () -> Payouts.of(-1, WINNER, one));
        assertThrows(
                IllegalArgumentException.class, () -> Payouts.of(Payouts.POT_MAX + 1, WINNER, one));
        assertThrows(IllegalArgumentException.class, () -> Payouts.of(1, WINNER, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Payouts.of(1, WINNER, List.of(at(1, "a"), at(2, "a"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> Payouts.of(1, WINNER, List.of(at(2, "a"), at(1, "b"))));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        Payouts.of(
                                1,
                                WINNER,
                                IntStream.range(0, 101).mapToObj(i -> at(1, "p" + i)).toList()));
        assertThrows(IllegalArgumentException.class, () -> at(0, "a"));
    }

    @Test
    void payoutsThatDoNotMakeThePotAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Payouts(10, List.of(new Payout("a", 8)), 1, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Payouts(10, List.of(new Payout("a", 12)), -2, 0));
        assertThrows(IllegalArgumentException.class, () -> new Payout("a", -1));
    }

    /** Any shares, any places, any ties, any pot. */
    private record Drawn(long pot, Shares shares, List<Ranked> ranked) {
        static Drawn of(Random random) {
            int platform = random.nextInt(20);
            int burn = random.nextInt(20);
            List<Integer> places = new ArrayList<>();
            int left = 100 - platform - burn;
            while (left > 0) {
                int share = places.size() == 9 ? left : 1 + random.nextInt(left);
                places.add(share);
                left -= share;
            }
            places.sort(Collections.reverseOrder());
            List<Ranked> ranked = new ArrayList<>();
            int players = 1 + random.nextInt(random.nextInt(10) == 0 ? 100 : 8);
            int place = 1;
            for (int i = 0; i < players; i++) {
                place = random.nextInt(3) == 0 ? place : i + 1;
                ranked.add(new Ranked("p" + i, place, random.nextInt(4) == 0));
            }
            long pot =
                    switch (random.nextInt(3)) {
                        case 0 -> random.nextLong(1_000);
                        case 1 -> random.nextLong(Payouts.POT_MAX + 1);
                        default -> Payouts.POT_MAX - random.nextLong(1_000);
                    };
            return new Drawn(pot, new Shares(places, platform, burn), ranked);
        }

        boolean allForfeited() {
            return ranked.stream().allMatch(Ranked::forfeited);
        }
    }

    @Test
    void whateverIsDividedMakesThePotAndIsFair() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Drawn drawn = Drawn.of(new Random(seed));
            Payouts payouts = Payouts.of(drawn.pot(), drawn.shares(), drawn.ranked());
            String of = "seed " + seed;
            Supplier<String> told = () -> of + ": " + drawn;

            long players = amounts(payouts).stream().mapToLong(Long::longValue).sum();
            assertEquals(drawn.pot(), players + payouts.platform() + payouts.burn(), told);
            assertEquals(percent(drawn.pot(), drawn.shares().platform()), payouts.platform(), told);
            assertTrue(payouts.burn() >= percent(drawn.pot(), drawn.shares().burn()), told);
            // Each division loses less than one unit.
            assertTrue(
                    payouts.burn()
                            <= percent(drawn.pot(), drawn.shares().burn())
                                    + drawn.ranked().size()
                                    + 2,
                    told);
            assertFair(drawn, payouts, told);
        }
    }

    private static long percent(long pot, int percent) {
        return BigInteger.valueOf(pot)
                .multiply(BigInteger.valueOf(percent))
                .divide(BigInteger.valueOf(100))
                .longValueExact();
    }

    private static void assertFair(Drawn drawn, Payouts payouts, Supplier<String> told) {
        long last = Long.MAX_VALUE;
        int lastPlace = 0;
        for (int i = 0; i < drawn.ranked().size(); i++) {
            Ranked ranked = drawn.ranked().get(i);
            long amount = payouts.players().get(i).amount();
            assertEquals(ranked.playerId(), payouts.players().get(i).playerId(), told);
            if (ranked.forfeited() && !drawn.allForfeited()) {
                assertEquals(0, amount, told);
                continue;
            }
            assertTrue(amount >= 0 && amount <= last, told);
            assertTrue(ranked.place() != lastPlace || amount == last, told);
            last = amount;
            lastPlace = ranked.place();
        }
    }

    @Test
    void orderOfThoseWhoTieDoesNotMatter() {
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            Random random = new Random(seed);
            Drawn drawn = Drawn.of(random);
            List<Ranked> shuffled = new ArrayList<>(drawn.ranked());
            Collections.shuffle(shuffled, random);
            shuffled.sort((one, other) -> Integer.compare(one.place(), other.place()));

            assertEquals(
                    byPlayer(Payouts.of(drawn.pot(), drawn.shares(), drawn.ranked())),
                    byPlayer(Payouts.of(drawn.pot(), drawn.shares(), shuffled)),
                    "seed " + seed);
        }
    }

    private static Map<String, Long> byPlayer(Payouts payouts) {
        Map<String, Long> amounts = new TreeMap<>();
        payouts.players().forEach(payout -> amounts.put(payout.playerId(), payout.amount()));
        return amounts;
    }
}
