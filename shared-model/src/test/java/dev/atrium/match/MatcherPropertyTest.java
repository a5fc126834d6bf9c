package dev.atrium.match;

import static dev.atrium.match.Waiting.BLITZ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Queues of random people over random time, beside a search through all that could be played. */
class MatcherPropertyTest {
    private static final int QUEUES = 1_000;
    private static final int ARRIVALS = 14;

    /** Subsets of those who wait are all looked at: no more than that wait at once. */
    private static final int WAITING_MAX = 9;

    private static final List<String> REGIONS = List.of("ap", "eu", "us");

    /** When somebody is to be looked at. */
    private record Look(long atMs, int number, WaitingTicket ticket) {}

    private static MatchRules rules(Random random) {
        Widening skill =
                random.nextBoolean()
                        ? Widening.UNLIMITED
                        : new Widening(random.nextInt(150), 60, 700, 400);
        Widening latency =
                random.nextBoolean()
                        ? Widening.UNLIMITED
                        : new Widening(random.nextInt(100), 40, 900, 250);
        MatchRules.Choice choice =
                random.nextBoolean() ? MatchRules.Choice.OLDEST : MatchRules.Choice.NEAREST;
        if (random.nextInt(3) == 0) {
            TeamShape shape = new TeamShape(2 + random.nextInt(2), 1 + random.nextInt(3));
            return new MatchRules(
                    shape.players(),
                    shape.players(),
                    1,
                    1 + random.nextInt(shape.size()),
                    Optional.of(shape),
                    0,
                    skill,
                    latency,
                    choice,
                    false,
                    Optional.empty());
        }
        int playersMin = 1 + random.nextInt(3);
        int perPlayer = 1 + random.nextInt(2);
        int party = 1 + random.nextInt(2);
        int least = (playersMin - 1 + party) * perPlayer;
        Optional<BotFill> bots =
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(
                                new BotFill(
                                        random.nextInt(4_000), party * perPlayer + 1, perPlayer));
        return new MatchRules(
                playersMin,
                least + random.nextInt(4),
                perPlayer,
                party,
                Optional.empty(),
                random.nextInt(3_000),
                skill,
                latency,
                choice,
                false,
                bots);
    }

    private static WaitingTicket ticket(Random random, MatchRules rules, int number, long atMs) {
        int players = 1 + random.nextInt(rules.partyMax());
        int warriors = 0;
        for (int i = 0; i < players; i++) {
            warriors += 1 + random.nextInt(rules.warriorsPerPlayerMax());
        }
        SortedMap<String, Integer> ways = new TreeMap<>();
        if (random.nextInt(4) > 0) {
            REGIONS.forEach(
                    region -> {
                        if (random.nextInt(3) > 0) {
                            ways.put(region, random.nextInt(300));
                        }
                    });
        }
        return new WaitingTicket(
                "t" + number,
                players,
                warriors,
                1_200 + random.nextInt(800),
                random.nextBoolean(),
                ways,
                atMs);
    }

    @Test
    void lookingAtWhoComesAndWhoseTimeHasComeMissesNoMatchAndBreaksNoRule() {
        int plans = 0;
        for (int seed = 0; seed < QUEUES; seed++) {
            plans += new Queue(seed).play();
        }
        assertTrue(plans > 2 * QUEUES, "many matches: " + plans);
    }

    /** One queue. */
    private static final class Queue {
        private final String name;
        private final Random random;
        private final MatchRules rules;
        private final List<WaitingTicket> waiting = new ArrayList<>();
        private final Set<String> matched = new HashSet<>();
        private final PriorityQueue<Look> looks =
                new PriorityQueue<>(
                        (a, b) ->
                                a.atMs() != b.atMs()
                                        ? Long.compare(a.atMs(), b.atMs())
                                        : Integer.compare(a.number(), b.number()));
        private int number;
        private int plans;

        Queue(int seed) {
            this.random = new Random(seed);
            this.rules = rules(random);
            this.name = "seed " + seed + ", " + rules;
        }

        int play() {
            long at = 0;
            for (int i = 0; i < ARRIVALS; i++) {
                at += random.nextInt(1_200);
                WaitingTicket ticket = ticket(random, rules, i, at);
                looks.add(new Look(at, number++, ticket));
            }
            while (!looks.isEmpty()) {
                long nowMs = looks.peek().atMs();
                while (!looks.isEmpty() && looks.peek().atMs() == nowMs) {
                    look(looks.remove().ticket(), nowMs);
                }
                searchForMissed(nowMs);
            }
            return plans;
        }

        private void look(WaitingTicket ticket, long nowMs) {
            if (matched.contains(ticket.ticketId())) {
                return;
            }
            if (ticket.enqueuedAtMs() == nowMs && !waiting.contains(ticket)) {
                if (waiting.size() == WAITING_MAX) {
                    waiting.remove(random.nextInt(WAITING_MAX));
                }
                waiting.add(ticket);
            }
            Optional<MatchPlan> plan = Optional.empty();
            do {
                if (!waiting.contains(ticket)) {
                    return;
                }
                plan = Matcher.around(rules, ticket, waiting, nowMs);
                plan.ifPresent(formed -> check(formed, nowMs));
            } while (plan.isPresent());
            rules.nextLookAfter(ticket, ticket.waitedMs(nowMs))
                    .ifPresent(
                            after ->
                                    looks.add(
                                            new Look(
                                                    ticket.enqueuedAtMs() + after,
                                                    number++,
                                                    ticket)));
        }

        private void check(MatchPlan plan, long nowMs) {
            plans++;
            List<WaitingTicket> tickets = plan.tickets();
            tickets.forEach(
                    ticket -> {
                        assertTrue(matched.add(ticket.ticketId()), name);
                        assertTrue(waiting.remove(ticket), name);
                    });
            assertTrue(mayMeet(tickets, nowMs), name);
            checkRegion(plan, nowMs);
            int warriors = tickets.stream().mapToInt(WaitingTicket::warriors).sum();
            assertTrue(warriors <= rules.warriorsMax(), name);
            if (rules.teams().isPresent()) {
                assertEquals(rules.playersMin(), plan.players(), name);
                TeamShape shape = rules.teams().get();
                int[] players = new int[shape.teams()];
                for (int i = 0; i < tickets.size(); i++) {
                    players[plan.teams().get(i)] += tickets.get(i).players();
                }
                for (int count : players) {
                    assertEquals(shape.size(), count, name);
                }
            } else if (plan.botWarriors() > 0) {
                assertEquals(
                        rules.bots().orElseThrow().warriors(), warriors + plan.botWarriors(), name);
                assertTrue(tickets.stream().allMatch(WaitingTicket::bots), name);
            } else {
                boolean enough = plan.players() >= rules.playersMin();
                boolean instead =
                        tickets.stream().allMatch(WaitingTicket::bots)
                                && warriors
                                        >= rules.bots()
                                                .map(BotFill::warriors)
                                                .orElse(Integer.MAX_VALUE);
                assertTrue(enough || instead, name);
            }
        }

        private void checkRegion(MatchPlan plan, long nowMs) {
            if (plan.region().isPresent()) {
                for (WaitingTicket ticket : plan.tickets()) {
                    assertTrue(
                            ticket.latencies().isEmpty()
                                    || reaches(ticket, plan.region().get(), nowMs),
                            name);
                }
            } else if (!rules.latency().isUnlimited()) {
                assertTrue(plan.tickets().stream().allMatch(t -> t.latencies().isEmpty()), name);
            }
        }

        private boolean reaches(WaitingTicket ticket, String region, long nowMs) {
            Integer way = ticket.latencies().get(region);
            return way != null && way <= rules.latency().at(ticket.waitedMs(nowMs));
        }

        private boolean mayMeet(List<WaitingTicket> tickets, long nowMs) {
            for (WaitingTicket one : tickets) {
                for (WaitingTicket other : tickets) {
                    long both =
                            (long) rules.skill().at(one.waitedMs(nowMs))
                                    + rules.skill().at(other.waitedMs(nowMs));
                    if (Math.abs(one.skill() - other.skill()) > both) {
                        return false;
                    }
                }
            }
            if (rules.latency().isUnlimited()
                    || tickets.stream().allMatch(t -> t.latencies().isEmpty())) {
                return true;
            }
            return REGIONS.stream()
                    .anyMatch(
                            region ->
                                    tickets.stream()
                                            .allMatch(
                                                    t ->
                                                            t.latencies().isEmpty()
                                                                    || reaches(t, region, nowMs)));
        }

        private void searchForMissed(long nowMs) {
            // For each, whom of all he may meet: a search through all sets is long enough.
            int[] meets = new int[waiting.size()];
            for (int i = 0; i < meets.length; i++) {
                for (int j = 0; j < meets.length; j++) {
                    boolean both = mayMeet(List.of(waiting.get(i), waiting.get(j)), nowMs);
                    meets[i] |= both ? 1 << j : 0;
                }
            }
            for (int set = 1; set < 1 << waiting.size(); set++) {
                List<WaitingTicket> tickets = new ArrayList<>();
                for (int i = 0; i < meets.length; i++) {
                    if ((set >> i & 1) != 0 && (meets[i] & set) == set) {
                        tickets.add(waiting.get(i));
                    }
                }
                assertFalse(
                        tickets.size() == Integer.bitCount(set)
                                && couldPlay(tickets, nowMs)
                                && mayMeet(tickets, nowMs),
                        () -> name + " missed " + tickets + " at " + nowMs);
            }
        }

        /** Whether those were a match, if they may meet. */
        private boolean couldPlay(List<WaitingTicket> tickets, long nowMs) {
            int players = tickets.stream().mapToInt(WaitingTicket::players).sum();
            if (rules.teams().isPresent()) {
                return players == rules.playersMin()
                        && TeamBalance.teams(rules.teams().get(), tickets).isPresent();
            }
            if (rules.bots().isPresent()
                    && tickets.size() == 1
                    && tickets.getFirst().bots()
                    && tickets.getFirst().waitedMs(nowMs) >= rules.bots().get().afterMs()) {
                return true;
            }
            if (rules.playersMin() == 1
                    && rules.bots().isPresent()
                    && tickets.stream().anyMatch(WaitingTicket::bots)) {
                return false;
            }
            int warriors = tickets.stream().mapToInt(WaitingTicket::warriors).sum();
            boolean gathered =
                    tickets.stream().allMatch(t -> t.waitedMs(nowMs) >= rules.gatherMs());
            return players >= rules.playersMin() && (gathered || warriors >= rules.warriorsMax());
        }
    }

    @Test
    void aMatchOfPeopleIsTheBeginningOfTheQueueAndLeavesNobodyWhoIsDue() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            List<WaitingTicket> waiting = new ArrayList<>();
            long waited = random.nextInt(20_000);
            for (int i = random.nextInt(60); i > 0; i--) {
                waiting.add(
                        Waiting.ticket(
                                "p" + i, 1 + random.nextInt(3), random.nextBoolean(), waited));
                waited = Math.max(0, waited - random.nextInt(1_500));
            }
            waiting.sort(Candidates.BY_AGE);
            List<WaitingTicket> left = new ArrayList<>(waiting);
            for (WaitingTicket ticket : waiting) {
                while (left.contains(ticket)) {
                    List<WaitingTicket> near = left.subList(0, Math.min(40, left.size()));
                    Optional<MatchPlan> plan = Matcher.around(BLITZ, ticket, near, Waiting.NOW);
                    if (plan.isEmpty()) {
                        break;
                    }
                    checkBeginning(left, plan.get(), "seed " + seed);
                    left.removeAll(plan.get().tickets());
                }
            }
            String name = "seed " + seed;
            assertTrue(
                    left.stream().noneMatch(t -> t.bots() && t.waitedMs(Waiting.NOW) >= 5_000),
                    name);
            assertTrue(left.size() < 2 || left.get(1).waitedMs(Waiting.NOW) < 10_000, name);
            assertTrue(left.stream().mapToInt(WaitingTicket::warriors).sum() < 20, name);
        }
    }

    private static void checkBeginning(List<WaitingTicket> left, MatchPlan plan, String name) {
        List<WaitingTicket> beginning =
                plan.botWarriors() == 0 ? left : left.stream().filter(WaitingTicket::bots).toList();
        assertEquals(beginning.subList(0, plan.tickets().size()), plan.tickets(), name);
    }
}
