package dev.atrium.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@link NearTickets} in memory, for the simulator and for tests. Not thread-safe. */
public final class WaitingPool implements NearTickets {
    private static final Comparator<WaitingTicket> BY_SKILL =
            Comparator.comparingInt(WaitingTicket::skill).thenComparing(WaitingTicket::ticketId);

    private final MatchRules rules;
    private final NavigableSet<WaitingTicket> byAge = new TreeSet<>(Candidates.BY_AGE);
    private final NavigableSet<WaitingTicket> bySkill = new TreeSet<>(BY_SKILL);
    private final NavigableSet<WaitingTicket> anywhere = new TreeSet<>(BY_SKILL);
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
    }

    @Override
    public void add(WaitingTicket ticket, long nowMs) {
        remove(ticket);
        List<String> now = isAnywhere(ticket) ? List.of() : reached(ticket, nowMs);
        places.put(ticket.ticketId(), new Place(ticket, now));
        byAge.add(ticket);
        bySkill.add(ticket);
        if (isAnywhere(ticket)) {
            anywhere.add(ticket);
        }
        now.forEach(
                region ->
                        regions.computeIfAbsent(region, name -> new TreeSet<>(BY_SKILL))
                                .add(ticket));
    }

    @Override
    public void refresh(WaitingTicket ticket, long nowMs) {
        Optional<Place> place = Optional.ofNullable(places.get(ticket.ticketId()));
        place.ifPresent(waiting -> add(waiting.ticket(), nowMs));
    }

    @Override
    public void remove(WaitingTicket ticket) {
        Optional<Place> place = Optional.ofNullable(places.remove(ticket.ticketId()));
        place.ifPresent(this::leave);
    }

    private void leave(Place place) {
        WaitingTicket ticket = place.ticket();
        byAge.remove(ticket);
        bySkill.remove(ticket);
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
        Map<String, WaitingTicket> near = new LinkedHashMap<>();
        take(byAge.iterator(), near);
        if (!rules.skill().isUnlimited()) {
            if (isAnywhere(ticket)) {
                around(bySkill, ticket, near);
            } else {
                for (String region : reached(ticket, nowMs)) {
                    around(regions.getOrDefault(region, new TreeSet<>(BY_SKILL)), ticket, near);
                }
                around(anywhere, ticket, near);
            }
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
        // No id is empty: it comes before all of its skill.
        WaitingTicket first =
                new WaitingTicket(
                        "",
                        ticket.players(),
                        ticket.warriors(),
                        ticket.skill(),
                        ticket.bots(),
                        ticket.latencies(),
                        ticket.enqueuedAtMs());
        take(set.tailSet(first, true).iterator(), near);
        take(set.headSet(first, false).descendingIterator(), near);
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
