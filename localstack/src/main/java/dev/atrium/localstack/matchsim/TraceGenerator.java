package dev.atrium.localstack.matchsim;

import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitingTicket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes up a trace of one day: more come in the evening than at night, most are of middling skill
 * and live in one of four regions, some come in parties. Whole numbers and {@link Random}, whose
 * numbers are specified: the same seed makes the same trace on every JVM.
 */
public final class TraceGenerator {
    /** How many of 1,000 come in each hour; begins at midnight. */
    private static final int[] HOURS = {
        30, 20, 14, 10, 8, 8, 12, 20, 26, 30, 34, 38, 42, 42, 42, 46, 54, 64, 76, 88, 96, 92, 66, 42
    };

    private static final long HOUR_MS = 3_600_000;
    private static final List<String> REGIONS = List.of("ap", "eu", "sa", "us");

    /** Of 100 players, those who live there. */
    private static final int[] HOMES = {20, 40, 10, 30};

    /** From a home, by row, to the region, by column: the shortest way, in ms. */
    private static final int[][] WAYS = {
        {25, 190, 300, 160}, {190, 15, 200, 95}, {300, 200, 30, 130}, {160, 95, 130, 20}
    };

    private static final int SKILL = 1_500;
    private static final int SKILL_DICE = 8;
    private static final int SKILL_DIE = 150;

    private TraceGenerator() {}

    /**
     * A trace.
     *
     * @param count tickets, 1 to {@value TraceFile#TICKETS_MAX}
     * @param rules whose parties and warriors there are
     */
    public static List<TraceTicket> generate(int count, long seed, MatchRules rules) {
        Random random = new Random(seed);
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = pick(random, HOURS) * HOUR_MS + random.nextInt((int) HOUR_MS);
        }
        Arrays.sort(times);
        List<TraceTicket> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tickets.add(ticket(random, i, times[i], rules));
        }
        return tickets;
    }

    private static TraceTicket ticket(Random random, int index, long atMs, MatchRules rules) {
        boolean party = random.nextInt(4) == 0;
        int players = party ? 1 + random.nextInt(rules.partyMax()) : 1;
        int warriors = 0;
        for (int i = 0; i < players; i++) {
            warriors += 1 + random.nextInt(rules.warriorsPerPlayerMax());
        }
        int skill = SKILL;
        for (int i = 0; i < SKILL_DICE; i++) {
            skill += random.nextInt(2 * SKILL_DIE + 1) - SKILL_DIE;
        }
        boolean bots = random.nextInt(5) < 2;
        long patienceMs = random.nextInt(10) == 0 ? 0 : 60_000 + random.nextInt(240_000);
        return new TraceTicket(
                new WaitingTicket(
                        TraceFile.id(index),
                        players,
                        warriors,
                        skill,
                        bots,
                        latencies(random),
                        atMs),
                patienceMs);
    }

    /** One of twenty names no region. */
    private static SortedMap<String, Integer> latencies(Random random) {
        SortedMap<String, Integer> latencies = new TreeMap<>();
        int home = pick(random, HOMES);
        if (random.nextInt(20) > 0) {
            for (int region = 0; region < WAYS[home].length; region++) {
                latencies.put(REGIONS.get(region), WAYS[home][region] + random.nextInt(50));
            }
        }
        return latencies;
    }

    private static int pick(Random random, int[] weights) {
        int left = random.nextInt(Arrays.stream(weights).sum());
        int picked = 0;
        while (left >= weights[picked]) {
            left -= weights[picked];
            picked++;
        }
        return picked;
    }
}
