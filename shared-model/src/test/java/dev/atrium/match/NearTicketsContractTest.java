package dev.atrium.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@link NearTickets} promises, for every implementation. */
public abstract class NearTicketsContractTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final Widening SKILL = new Widening(100, 50, 1_000, 400);
    private static final Widening LATENCY = new Widening(50, 50, 1_000, 150);

    /** For subclasses. */
    protected NearTicketsContractTest() {}

    /** An empty one. */
    protected abstract NearTickets create(MatchRules rules);

    /** Eight of each are near: {@link MatchRules#nearMax} of a table of two. */
    private static MatchRules rules(Widening skill, Widening latency) {
        return new MatchRules(
                2,
                2,
                1,
                1,
                Optional.empty(),
                0,
                skill,
                latency,
                MatchRules.Choice.OLDEST,
                false,
                Optional.empty());
    }

    private static WaitingTicket ticket(
            String id, int skill, Map<String, Integer> latencies, long atMs) {
        SortedMap<String, Integer> ways = new TreeMap<>(latencies);
        return new WaitingTicket(id, 1, 1, skill, false, ways, atMs);
    }

    private static Set<String> near(NearTickets tickets, WaitingTicket ticket, long nowMs) {
        List<String> ids =
                tickets.near(ticket, nowMs).stream().map(WaitingTicket::ticketId).toList();
        Set<String> once = new TreeSet<>(ids);
        assertEquals(once.size(), ids.size(), "each once: " + ids);
        return once;
    }

    @Test
    public final void theOldestAreNearWhereSkillIsUnlimited() {
        NearTickets tickets = create(rules(Widening.UNLIMITED, LATENCY));
        for (int i = 0; i < 12; i++) {
            tickets.add(ticket("t" + (char) ('a' + i), i, Map.of(), NOW + i / 2), NOW);
        }
        WaitingTicket oldest = ticket("ta", 0, Map.of(), NOW);
        WaitingTicket newest = ticket("tl", 11, Map.of(), NOW + 5);

        assertEquals(Set.of("tb", "tc", "td", "te", "tf", "tg", "th"), near(tickets, oldest, NOW));
        assertEquals(
                Set.of("ta", "tb", "tc", "td", "te", "tf", "tg", "th"), near(tickets, newest, NOW));
    }

    @Test
    public final void theOldestOfHisRegionsAreNearHoweverManyOlderOnesAreElsewhere() {
        NearTickets tickets = create(rules(Widening.UNLIMITED, LATENCY));
        for (int i = 0; i < 12; i++) {
            tickets.add(ticket("far" + (char) ('a' + i), i, Map.of("us", 10), NOW - 99), NOW);
            tickets.add(ticket("eu" + (char) ('a' + i), 99 - i, Map.of("eu", 10), NOW + i), NOW);
        }
        tickets.add(ticket("any", 7, Map.of(), NOW + 50), NOW);
        TreeSet<String> expected = new TreeSet<>(Set.of("any"));
        for (char c = 'a'; c < 'a' + 8; c++) {
            expected.add("far" + c);
            expected.add("eu" + c);
        }

        assertEquals(
                expected, near(tickets, ticket("me", 5, Map.of("eu", 20), NOW + 60), NOW + 60));
    }

    @Test
    public final void theNearestInSkillAreNearBesideTheOldest() {
        NearTickets tickets = create(rules(SKILL, Widening.UNLIMITED));
        for (int i = 0; i < 60; i++) {
            tickets.add(ticket("t%02d".formatted(i), 10 * i, Map.of("eu", 999), NOW + i), NOW);
        }
        WaitingTicket comes = ticket("new", 300, Map.of(), NOW + 99);
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            expected.add("t%02d".formatted(i));
            expected.add("t%02d".formatted(30 + i));
            expected.add("t%02d".formatted(29 - i));
        }

        assertEquals(expected, near(tickets, comes, NOW));
        // He himself counts once he is there: seven others are left at or above his skill.
        tickets.add(comes, NOW);
        expected.remove("t37");
        assertEquals(expected, near(tickets, comes, NOW));
    }

    @Test
    public final void thoseOfEqualSkillComeById() {
        NearTickets tickets = create(rules(SKILL, Widening.UNLIMITED));
        for (int i = 0; i < 10; i++) {
            tickets.add(ticket("old" + i, 9_000, Map.of(), NOW - 50), NOW);
            tickets.add(ticket("same" + i, 1_500, Map.of(), NOW), NOW);
            tickets.add(ticket("less" + i, 1_499, Map.of(), NOW), NOW);
        }
        Set<String> near = near(tickets, ticket("me", 1_500, Map.of(), NOW), NOW);

        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            expected.add("old" + i);
            expected.add("same" + i);
            expected.add("less" + (9 - i));
        }
        assertEquals(expected, near);
    }

    @Test
    public final void thoseAreNearWhoCanPlayInARegionOfHisNowOrAnywhere() {
        NearTickets tickets = create(rules(SKILL, LATENCY));
        for (int i = 0; i < 8; i++) {
            tickets.add(ticket("old" + i, 9_000, Map.of("xx", 1), NOW - 9_000), NOW);
        }
        tickets.add(ticket("eu", 1_500, Map.of("eu", 20, "us", 90), NOW), NOW);
        tickets.add(ticket("us", 1_500, Map.of("us", 20), NOW), NOW);
        tickets.add(ticket("any", 1_500, Map.of(), NOW), NOW);
        tickets.add(ticket("nowhere", 1_500, Map.of("eu", 51), NOW), NOW);
        WaitingTicket europe = ticket("me", 1_500, Map.of("eu", 50, "us", 70), NOW);

        assertEquals(Set.of("any", "eu"), withoutOld(near(tickets, europe, NOW)));
        assertEquals(Set.of("any", "eu", "us"), withoutOld(near(tickets, europe, NOW + 1_000)));
        assertEquals(
                Set.of("any", "eu", "nowhere", "us"),
                withoutOld(near(tickets, ticket("me", 1_500, Map.of(), NOW), NOW)),
                "who plays anywhere looks at all");
        assertEquals(
                Set.of("any"),
                withoutOld(near(tickets, ticket("me", 1_500, Map.of("ap", 900), NOW), NOW)));
    }

    private static Set<String> withoutOld(Set<String> ids) {
        Set<String> rest = new TreeSet<>(ids);
        rest.removeIf(id -> id.startsWith("old"));
        return rest;
    }

    @Test
    public final void whereOneCanPlayIsLookedUpAgainWhenHeIsLookedAt() {
        NearTickets tickets = create(rules(SKILL, LATENCY));
        for (int i = 0; i < 8; i++) {
            tickets.add(ticket("old" + i, 9_000, Map.of("xx", 1), NOW - 9_000), NOW);
        }
        WaitingTicket waits = ticket("waits", 1_500, Map.of("eu", 80), NOW);
        WaitingTicket comes = ticket("me", 1_500, Map.of("eu", 10), NOW);
        tickets.add(waits, NOW);

        assertEquals(Set.of(), withoutOld(near(tickets, comes, NOW + 1_000)));
        tickets.refresh(waits, NOW + 1_000);
        assertEquals(Set.of("waits"), withoutOld(near(tickets, comes, NOW + 1_000)));
        tickets.refresh(comes, NOW + 1_000);
        assertEquals(Set.of(), withoutOld(near(tickets, waits, NOW + 1_000)), "he does not wait");
    }

    @Test
    public final void whoIsTakenOutIsNearNobodyAndWhoComesAgainIsThereOnce() {
        NearTickets tickets = create(rules(SKILL, LATENCY));
        WaitingTicket one = ticket("one", 1_500, Map.of("eu", 10), NOW);
        WaitingTicket me = ticket("me", 1_500, Map.of("eu", 10), NOW);
        tickets.add(one, NOW);
        tickets.add(one, NOW);
        assertEquals(Set.of("one"), near(tickets, me, NOW));
        tickets.add(ticket("one", 1_600, Map.of("eu", 10), NOW - 7), NOW);
        assertEquals(1_600, tickets.near(me, NOW).getFirst().skill());

        tickets.remove(one);
        tickets.remove(one);
        assertEquals(Set.of(), near(tickets, me, NOW));
    }

    @Test
    public final void whatIsToldOfTicketsIsWhole() {
        NearTickets tickets = create(rules(SKILL, LATENCY));
        SortedMap<String, Integer> ways = new TreeMap<>(Map.of("eu", 10, "us-east-1", 0));
        WaitingTicket party = new WaitingTicket("p", 3, 7, -50, true, ways, NOW - 123);
        tickets.add(party, NOW);

        assertEquals(List.of(party), tickets.near(ticket("me", -40, Map.of("eu", 1), NOW), NOW));
    }

    @Test
    public final void randomQueuesAnswerAsThePromiseReads() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            MatchRules rules =
                    rules(
                            random.nextInt(4) == 0 ? Widening.UNLIMITED : SKILL,
                            random.nextInt(4) == 0 ? Widening.UNLIMITED : LATENCY);
            NearTickets tickets = create(rules);
            List<WaitingTicket> waiting = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                WaitingTicket next = random(random, i);
                waiting.add(next);
                tickets.add(next, NOW);
                if (random.nextInt(5) == 0) {
                    tickets.remove(waiting.remove(random.nextInt(waiting.size())));
                }
            }
            for (int i = 0; i < 10; i++) {
                WaitingTicket one =
                        i < 5 ? waiting.get(random.nextInt(waiting.size())) : random(random, 99);
                assertEquals(
                        promised(rules, waiting, one), near(tickets, one, NOW), "seed " + seed);
            }
        }
    }

    private static WaitingTicket random(Random random, int number) {
        Map<String, Integer> ways = new TreeMap<>();
        for (String region : List.of("ap", "eu", "us")) {
            if (random.nextInt(3) > 0) {
                ways.put(region, random.nextInt(200));
            }
        }
        return ticket(
                "t" + number,
                random.nextInt(40),
                random.nextInt(4) == 0 ? Map.of() : ways,
                NOW - random.nextInt(3_000));
    }

    private static Set<String> promised(
            MatchRules rules, List<WaitingTicket> waiting, WaitingTicket ticket) {
        Comparator<WaitingTicket> byId = Comparator.comparing(WaitingTicket::ticketId);
        Comparator<WaitingTicket> bySkill =
                Comparator.comparingInt(WaitingTicket::skill).thenComparing(byId);
        Set<String> near = new TreeSet<>();
        Comparator<WaitingTicket> byAge =
                Comparator.comparingLong(WaitingTicket::enqueuedAtMs).thenComparing(byId);
        first(rules, waiting, byAge, near);
        List<List<WaitingTicket>> read = new ArrayList<>();
        if (rules.latency().isUnlimited() || ticket.latencies().isEmpty()) {
            read.add(waiting);
        } else {
            read.add(waiting.stream().filter(t -> t.latencies().isEmpty()).toList());
            for (String region : List.of("ap", "eu", "us")) {
                if (reaches(rules, ticket, region)) {
                    read.add(waiting.stream().filter(t -> reaches(rules, t, region)).toList());
                }
            }
        }
        for (List<WaitingTicket> set : read) {
            if (rules.skill().isUnlimited()) {
                first(rules, set, byAge, near);
            } else {
                first(
                        rules,
                        set.stream().filter(t -> t.skill() >= ticket.skill()).toList(),
                        bySkill,
                        near);
                first(
                        rules,
                        set.stream().filter(t -> t.skill() < ticket.skill()).toList(),
                        bySkill.reversed(),
                        near);
            }
        }
        near.remove(ticket.ticketId());
        return near;
    }

    private static void first(
            MatchRules rules,
            List<WaitingTicket> set,
            Comparator<WaitingTicket> order,
            Set<String> near) {
        set.stream()
                .sorted(order)
                .limit(rules.nearMax())
                .forEach(ticket -> near.add(ticket.ticketId()));
    }

    private static boolean reaches(MatchRules rules, WaitingTicket ticket, String region) {
        Integer way = ticket.latencies().get(region);
        return way != null && way <= rules.latency().at(ticket.waitedMs(NOW));
    }
}
