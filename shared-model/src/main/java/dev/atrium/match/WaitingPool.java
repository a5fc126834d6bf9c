package dev.atrium.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@link NearTickets} in memory, for the simulator and for tests. Not thread-safe. */
public final class WaitingPool implements NearTickets {
    private static final Comparator<WaitingTicket> BY_SKILL =
            (one, other) -> {
                int bySkill = Integer.compare(one.skill(), other.skill());
                return bySkill != 0 ? bySkill : one.ticketId().compareTo(other.ticketId());
            };

    private final MatchRules rules;
    private final NavigableSet<WaitingTicket> byAge = new TreeSet<>(Candidates.BY_AGE);
    private final Comparator<WaitingTicket> order;
    private final NavigableSet<WaitingTicket> all;
    private final NavigableSet<WaitingTicket> anywhere;
    private final Map<String, NavigableSet<WaitingTicket>> regions = new TreeMap<>();
    private final Map<String, Place> places = new HashMap<>();

    /**
     * A ticket that waits.
     *
     * @param regions in whose sets it is
     */
    private record Place(WaitingTicket ticket, List<String> regions) {}

    /** Nobody waits. */
    public WaitingPool(MatchRules rules) {
        this.rules = rules;
        order = rules.skill().isUnlimited() ? Candidates.BY_AGE : BY_SKILL;
        all = new TreeSet<>(order);
        anywhere = new TreeSet<>(order);
    }

    @Override
    public void add(WaitingTicket ticket, long nowMs) {
        remove(ticket);
        List<String> now = isAnywhere(ticket) ? List.of() : reached(ticket, nowMs);
        places.put(ticket.ticketId(), new Place(ticket, now));
        byAge.add(ticket);
        all.add(ticket);
        if (isAnywhere(ticket)) {
            anywhere.add(ticket);
        }
        now.forEach(
                region ->
                        regions.computeIfAbsent(region, name -> new TreeSet<>(order)).add(ticket));
    }

    @Override
    public void refresh(WaitingTicket ticket, long nowMs) {
        Optional.ofNullable(places.get(ticket.ticketId()))
                .filter(place -> !isAnywhere(place.ticket()))
                .filter(place -> !place.regions().equals(reached(place.ticket(), nowMs)))
                .ifPresent(place -> add(place.ticket(), nowMs));
    }

    @Override
    public void remove(WaitingTicket ticket) {
        Optional<Place> place = Optional.ofNullable(places.remove(ticket.ticketId()));
        place.ifPresent(this::leave);
    }

    private void leave(Place place) {
        WaitingTicket ticket = place.ticket();
        byAge.remove(ticket);
        all.remove(ticket);
        anywhere.remove(ticket);
        for (String region : place.regions()) {
            regions.computeIfPresent(
                    region,
                    (name, set) -> {
                        set.remove(ticket);
                        return set;
                    });
        }
    }

    @Override
    public List<WaitingTicket> near(WaitingTicket ticket, long nowMs) {
        Map<String, WaitingTicket> near = new HashMap<>();
        take(byAge.iterator(), near);
        if (isAnywhere(ticket)) {
            around(all, ticket, near);
        } else {
            for (String region : reached(ticket, nowMs)) {
                around(regions.getOrDefault(region, new TreeSet<>(order)), ticket, near);
            }
            around(anywhere, ticket, near);
        }
        near.remove(ticket.ticketId());
        return new ArrayList<>(near.values());
    }

    /** How many tickets wait. */
    public int size() {
        return places.size();
    }

    /** Whether a ticket of this id waits. */
    public boolean contains(String ticketId) {
        return places.containsKey(ticketId);
    }

    /** Those who wait, the oldest first; a view that may not be changed. */
    public Collection<WaitingTicket> waiting() {
        return Collections.unmodifiableCollection(byAge);
    }

    private void around(
            NavigableSet<WaitingTicket> set,
            WaitingTicket ticket,
            Map<String, WaitingTicket> near) {
        if (rules.skill().isUnlimited()) {
            take(set.iterator(), near);
            return;
        }
        WaitingTicket first = firstOfSkill(ticket.skill());
        take(set.tailSet(first, true).iterator(), near);
        take(set.headSet(first, false).descendingIterator(), near);
    }

    /** What comes before all of a ticket's skill: no id is empty. */
    private static WaitingTicket firstOfSkill(int skill) {
        return new WaitingTicket("", 1, 1, skill, false, Collections.emptySortedMap(), 0);
    }

    private void take(Iterator<WaitingTicket> tickets, Map<String, WaitingTicket> near) {
        for (int i = 0; i < rules.nearMax() && tickets.hasNext(); i++) {
            WaitingTicket next = tickets.next();
            near.put(next.ticketId(), next);
        }
    }

    private boolean isAnywhere(WaitingTicket ticket) {
        return rules.latency().isUnlimited() || ticket.latencies().isEmpty();
    }

    private List<String> reached(WaitingTicket ticket, long nowMs) {
        int limit = rules.latency().at(ticket.waitedMs(nowMs));
        List<String> reached = new ArrayList<>();
        ticket.latencies()
                .forEach(
                        (region, latency) -> {
                            if (latency <= limit) {
                                reached.add(region);
                            }
                        });
        return reached;
    }
}
