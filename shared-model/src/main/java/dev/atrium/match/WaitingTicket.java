package dev.atrium.match;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What matching knows of a ticket: one player who waits, or a party that waits together.
 *
 * @param ticketId drawn anew whenever somebody queues
 * @param players 1 and more
 * @param warriors of all of them, as many as players and more
 * @param skill their mean, {@value #SKILL_MIN} to {@value #SKILL_MAX}
 * @param bots whether they play with house bots if people are too few
 * @param latencies to regions, in ms from 0; those that are missing cannot be played in. None at
 *     all: anywhere
 * @param enqueuedAtMs wall time, since when they wait
 */
public record WaitingTicket(
        String ticketId,
        int players,
        int warriors,
        int skill,
        boolean bots,
        SortedMap<String, Integer> latencies,
        long enqueuedAtMs) {
    /** The lowest skill; ratings are around 1500. */
    public static final int SKILL_MIN = -10_000;

    /** The highest skill. */
    public static final int SKILL_MAX = 20_000;

    /** Players of one ticket at most. */
    public static final int PLAYERS_MAX = 10;

    /** Regions that one names at most. */
    public static final int REGIONS_MAX = 8;

    private static final Pattern REGIONS = Pattern.compile("[a-z0-9-]{1,32}");

    /** Of tickets that name no region. */
    private static final SortedMap<String, Integer> ANYWHERE =
            Collections.unmodifiableSortedMap(new TreeMap<>());

    public WaitingTicket {
        if (players < 1 || players > PLAYERS_MAX || warriors < players) {
            throw new IllegalArgumentException(
                    "1 <= players <= " + PLAYERS_MAX + ", players <= warriors");
        }
        if (skill < SKILL_MIN || skill > SKILL_MAX) {
            throw new IllegalArgumentException(
                    "skill (allowed: " + SKILL_MIN + " to " + SKILL_MAX + ")");
        }
        if (latencies.size() > REGIONS_MAX) {
            throw new IllegalArgumentException("latencies (allowed: " + REGIONS_MAX + " regions)");
        }
        latencies =
                latencies.isEmpty()
                        ? ANYWHERE
                        : Collections.unmodifiableSortedMap(new TreeMap<>(latencies));
    }

    /** How long it waits, 0 and more whatever clocks say. */
    public long waitedMs(long nowMs) {
        return Math.max(0, nowMs - enqueuedAtMs);
    }

    /** Whether {@code text} can be a region's name. */
    public static boolean isRegion(String text) {
        return REGIONS.matcher(text).matches();
    }
}
