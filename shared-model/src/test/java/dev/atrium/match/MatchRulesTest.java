package dev.atrium.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

class MatchRulesTest {
    private static final long NOW = 1_000_000;
    private static final String HASH = "ab".repeat(32);
    private static final MatchRules RULES = MatchRules.BLITZ;

    private static QueueEntry entry(String id, int warriors, boolean bots, long waitedMs) {
        return new QueueEntry(id, "Name " + id, "fox", warriors, bots, HASH, NOW - waitedMs);
    }

    private static List<String> ids(MatchPlan plan) {
        return plan.players().stream().map(QueueEntry::playerId).toList();
    }

    @Test
    void nobodyWaitsAndNothingHappens() {
        assertEquals(List.of(), RULES.plan(List.of(), NOW));
    }

    @Test
    void oneWithoutBotsWaitsForGood() {
        assertEquals(List.of(), RULES.plan(List.of(entry("a", 3, false, 3_600_000)), NOW));
    }

    @Test
    void twoStartTenSecondsAfterTheSecondQueuedAndNotBefore() {
        QueueEntry early = entry("a", 1, false, 60_000);

        assertEquals(List.of(), RULES.plan(List.of(early, entry("b", 1, false, 9_999)), NOW));
        List<MatchPlan> plans = RULES.plan(List.of(early, entry("b", 1, false, 10_000)), NOW);

        assertEquals(1, plans.size());
        assertEquals(List.of("a", "b"), ids(plans.getFirst()));
        assertEquals(0, plans.getFirst().botWarriors());
    }

    @Test
    void twentyWarriorsStartAtOnce() {
        List<QueueEntry> nineteen =
                IntStream.range(0, 19).mapToObj(i -> entry("p" + i, 1, false, 0)).toList();
        List<QueueEntry> twenty = new ArrayList<>(nineteen);
        twenty.add(entry("last", 1, false, 0));

        assertEquals(List.of(), RULES.plan(nineteen, NOW));
        assertEquals(20, RULES.plan(twenty, NOW).getFirst().players().size());
    }

    @Test
    void nobodyOvertakesWhoDoesNotFit() {
        List<QueueEntry> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiting.add(entry("three" + i, 3, false, 10));
        }
        waiting.add(entry("wide", 3, false, 5));
        waiting.add(entry("narrow", 1, false, 0));

        List<MatchPlan> plans = RULES.plan(waiting, NOW);

        assertEquals(1, plans.size());
        assertEquals(6, plans.getFirst().players().size());
    }

    @Test
    void oneWithBotsGetsThemAfterFiveSecondsAndNotBefore() {
        assertEquals(List.of(), RULES.plan(List.of(entry("a", 2, true, 4_999)), NOW));
        List<MatchPlan> plans = RULES.plan(List.of(entry("a", 2, true, 5_000)), NOW);

        assertEquals(List.of("a"), ids(plans.getFirst()));
        assertEquals(18, plans.getFirst().botWarriors());
    }

    @Test
    void othersThatAcceptBotsJoinAndTheRestStays() {
        List<MatchPlan> plans =
                RULES.plan(
                        List.of(
                                entry("people", 1, false, 7_000),
                                entry("first", 1, true, 5_000),
                                entry("second", 3, true, 0)),
                        NOW);

        assertEquals(1, plans.size());
        assertEquals(List.of("first", "second"), ids(plans.getFirst()));
        assertEquals(16, plans.getFirst().botWarriors());
    }

    @Test
    void peopleComeBeforeBots() {
        List<MatchPlan> plans =
                RULES.plan(List.of(entry("a", 1, true, 12_000), entry("b", 1, false, 10_000)), NOW);

        assertEquals(1, plans.size());
        assertEquals(List.of("a", "b"), ids(plans.getFirst()));
        assertEquals(0, plans.getFirst().botWarriors());
    }

    @Test
    void everyRuleHoldsInRandomQueues() {
        for (int seed = 0; seed < 3_000; seed++) {
            List<QueueEntry> waiting = randomQueue(new Random(seed));
            List<MatchPlan> plans = RULES.plan(waiting, NOW);
            check(waiting, plans, "seed " + seed);
        }
    }

    private static List<QueueEntry> randomQueue(Random random) {
        long waited = random.nextInt(20_000);
        int people = random.nextInt(60);
        List<QueueEntry> waiting = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            waiting.add(entry("p" + i, 1 + random.nextInt(3), random.nextBoolean(), waited));
            waited = Math.max(0, waited - random.nextInt(1_500));
        }
        return waiting;
    }

    private static void check(List<QueueEntry> waiting, List<MatchPlan> plans, String seed) {
        Set<String> matched = new HashSet<>();
        for (MatchPlan plan : plans) {
            int warriors = plan.players().stream().mapToInt(QueueEntry::warriors).sum();
            assertTrue(warriors + plan.botWarriors() <= 20, seed);
            assertTrue(plan.players().stream().allMatch(waiting::contains), seed);
            plan.players().forEach(p -> assertTrue(matched.add(p.playerId()), seed));
            if (plan.botWarriors() > 0) {
                assertEquals(20, warriors + plan.botWarriors(), seed);
                assertTrue(plan.players().stream().allMatch(QueueEntry::bots), seed);
            } else {
                assertTrue(plan.players().size() >= 2, seed);
            }
            for (int i = 1; i < plan.players().size(); i++) {
                int before = waiting.indexOf(plan.players().get(i - 1));
                assertTrue(before < waiting.indexOf(plan.players().get(i)), seed);
            }
        }
        List<QueueEntry> left =
                waiting.stream().filter(e -> !matched.contains(e.playerId())).toList();
        // Nothing more could be formed: nobody who is due is left.
        assertEquals(List.of(), RULES.plan(left, NOW), seed);
        assertTrue(left.stream().noneMatch(e -> e.bots() && waitedMs(e) >= 5_000), seed);
        assertTrue(left.size() < 2 || waitedMs(left.get(1)) < 10_000, seed);
        assertTrue(left.stream().mapToInt(QueueEntry::warriors).sum() < 20, seed);
        checkOrder(waiting, matched, seed);
    }

    /** Whoever is left was passed only by those who accept bots. */
    private static void checkOrder(List<QueueEntry> waiting, Set<String> matched, String seed) {
        boolean passed = false;
        for (QueueEntry entry : waiting) {
            if (!matched.contains(entry.playerId())) {
                passed = true;
            } else {
                assertTrue(!passed || entry.bots(), seed);
            }
        }
    }

    private static long waitedMs(QueueEntry entry) {
        return NOW - entry.enqueuedAtMs();
    }

    @Test
    void inPracticeEachGetsARoomOfHisOwnAtOnce() {
        QueueEntry alone = entry("a", 1, false, 0);
        QueueEntry other = entry("b", 1, false, 5_000);

        assertEquals(
                List.of(new MatchPlan(List.of(other), 0, 1), new MatchPlan(List.of(alone), 0, 1)),
                MatchRules.PRACTICE.plan(List.of(other, alone), NOW));
        assertEquals(List.of(), MatchRules.PRACTICE.plan(List.of(), NOW));
    }

    @Test
    void inPracticeBotsFillToFourAndOnlyForWhoAskedForThem() {
        List<MatchPlan> plans =
                MatchRules.PRACTICE.plan(
                        List.of(entry("a", 1, true, 0), entry("b", 1, false, 0)), NOW);

        assertEquals(List.of("a"), ids(plans.get(0)));
        assertEquals(3, plans.get(0).botWarriors());
        assertEquals(4, plans.get(0).seats(new Random(1)).size());
        assertEquals(List.of("b"), ids(plans.get(1)));
        assertEquals(0, plans.get(1).botWarriors());
    }

    @Test
    void peopleAloneStartWhenTheTableIsFullOrEnoughHaveWaited() {
        MatchRules table = new MatchRules.People(2, 3, 5_000);
        QueueEntry first = entry("a", 1, true, 60_000);

        assertEquals(List.of(), table.plan(List.of(), NOW));
        assertEquals(List.of(), table.plan(List.of(first), NOW), "one is not enough, nor are bots");
        assertEquals(List.of(), table.plan(List.of(first, entry("b", 1, false, 4_999)), NOW));
        List<MatchPlan> two = table.plan(List.of(first, entry("b", 1, false, 5_000)), NOW);
        assertEquals(List.of("a", "b"), ids(two.getFirst()));
        assertEquals(0, two.getFirst().botWarriors());
        assertEquals(2, two.getFirst().seats(new Random(1)).size());

        List<QueueEntry> many =
                IntStream.range(0, 7).mapToObj(i -> entry("p" + i, 1, false, 0)).toList();
        List<MatchPlan> full = table.plan(many, NOW);
        assertEquals(2, full.size(), "the seventh waits");
        assertEquals(List.of("p3", "p4", "p5"), ids(full.getLast()));
    }

    @Test
    void oneAloneMayBeEnoughForATable() {
        MatchRules table = new MatchRules.People(1, 8, 3_000);

        assertEquals(List.of(), table.plan(List.of(entry("a", 1, false, 2_999)), NOW));
        List<MatchPlan> plans = table.plan(List.of(entry("a", 1, false, 3_000)), NOW);
        assertEquals(List.of("a"), ids(plans.getFirst()));
    }

    @Test
    void howManyWarriorsOneMayEnterIsTheGames() {
        assertEquals(1, new MatchRules.People(1, 8, 0).warriorsPerPlayerMax());
        assertEquals(3, MatchRules.BLITZ.warriorsPerPlayerMax());
        assertEquals(1, MatchRules.PRACTICE.warriorsPerPlayerMax());
    }

    @Test
    void entriesAndRulesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> entry("a", 0, true, 0));
        assertThrows(IllegalArgumentException.class, () -> entry("a", 4, true, 0));
        for (String hash : List.of("", HASH.substring(1), HASH + "0", "AB".repeat(32))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new QueueEntry("a", "A", "fox", 1, true, hash, NOW));
        }
        assertThrows(IllegalArgumentException.class, () -> new MatchRules.Gathered(5, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MatchRules.People(0, 4, 1));
        assertThrows(IllegalArgumentException.class, () -> new MatchRules.People(3, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new MatchRules.AtOnce(0, 4));
        assertThrows(IllegalArgumentException.class, () -> new MatchRules.AtOnce(4, 20));
        assertThrows(IllegalArgumentException.class, () -> new MatchRules.AtOnce(3, 3));
    }
}
