package dev.atrium.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tickets that may meet: there is a skill that lies in the ranges of all, and a region that all can
 * play in. Grows by one ticket at a time; not thread-safe.
 */
final class Group {
    private final MatchRules rules;
    private final long nowMs;
    private final List<WaitingTicket> tickets = new ArrayList<>();
    private long lowest = Long.MIN_VALUE;
    private long highest = Long.MAX_VALUE;
    private int warriors;
    private int players;

    /** To each region that all can play in, the longest way of any; none while nobody named any. */
    private Optional<SortedMap<String, Integer>> regions = Optional.empty();

    Group(MatchRules rules, WaitingTicket first, long nowMs) {
        this.rules = rules;
        this.nowMs = nowMs;
        if (!add(first)) {
            throw new IllegalStateException("nobody is too far from himself");
        }
    }

    /** Takes a ticket in, if it may meet all the others. */
    boolean add(WaitingTicket ticket) {
        long range = rules.skill().at(ticket.waitedMs(nowMs));
        long low = Math.max(lowest, ticket.skill() - range);
        long high = Math.min(highest, ticket.skill() + range);
        if (low > high) {
            return false;
        }
        Optional<SortedMap<String, Integer>> common = regionsWith(ticket);
        if (common.isPresent() && common.get().isEmpty() && !tickets.isEmpty()) {
            return false;
        }
        lowest = low;
        highest = high;
        regions = common;
        tickets.add(ticket);
        warriors += ticket.warriors();
        players += ticket.players();
        return true;
    }

    private Optional<SortedMap<String, Integer>> regionsWith(WaitingTicket ticket) {
        if (rules.latency().isUnlimited() || ticket.latencies().isEmpty()) {
            return regions;
        }
        int limit = rules.latency().at(ticket.waitedMs(nowMs));
        SortedMap<String, Integer> common = new TreeMap<>();
        ticket.latencies()
                .forEach(
                        (region, latency) -> {
                            boolean others = regions.map(r -> r.containsKey(region)).orElse(true);
                            if (latency <= limit && others) {
                                int longest = regions.map(r -> r.get(region)).orElse(latency);
                                common.put(region, Math.max(longest, latency));
                            }
                        });
        return Optional.of(common);
    }

    /** Whether it can be played anywhere: one ticket alone may have no region near enough yet. */
    boolean hasRegion() {
        return regions.map(r -> !r.isEmpty()).orElse(true);
    }

    /** The region with the shortest longest way, the first by name of equals. */
    Optional<String> region() {
        return regions.flatMap(
                common ->
                        common.entrySet().stream()
                                .min(Map.Entry.comparingByValue())
                                .map(Map.Entry::getKey));
    }

    /** In the order in which they came. */
    List<WaitingTicket> tickets() {
        return tickets;
    }

    int warriors() {
        return warriors;
    }

    int players() {
        return players;
    }
}
