package dev.atrium.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * One ticket and all who may meet it, in the order in which they are asked. Two may meet if their
 * ranges of skill overlap and there is a region that both can play in; several, if a skill lies in
 * all ranges and one region is near enough to all. Immutable.
 *
 * <p>Those sets are found by sweeping over the skills, region by region: the largest ones end where
 * somebody's range ends. That is exact, and costs no more than sorting.
 */
final class Candidates {
    /** Who has waited longest comes first. */
    static final Comparator<WaitingTicket> BY_AGE =
            (one, other) -> {
                int byTime = Long.compare(one.enqueuedAtMs(), other.enqueuedAtMs());
                return byTime != 0 ? byTime : one.ticketId().compareTo(other.ticketId());
            };

    /**
     * Regions looked at if the ticket itself names none: those that are named first in the list of
     * the others. Nobody runs hosts in more.
     */
    private static final int REGIONS_MAX = Long.SIZE;

    /** Of one who can play in every region. */
    private static final long EVERYWHERE = -1;

    /** Bits of a candidate's number in a bound. */
    private static final int NUMBER_BITS = 20;

    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

    private final MatchRules rules;
    private final long nowMs;
    private final List<Candidate> all = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();

    /**
     * One of them.
     *
     * @param low the lowest skill of others that it meets, in the ticket's own range
     * @param high the highest
     * @param reach a bit for each of the regions that it can play in now
     */
    private record Candidate(WaitingTicket ticket, long low, long high, long reach) {
        boolean isAt(Place place) {
            return (reach & place.region()) != 0 && low <= place.skill() && place.skill() <= high;
        }
    }

    /**
     * Where several meet.
     *
     * @param region its bit
     * @param skill that lies in the ranges of all of them
     */
    private record Place(long region, long skill) {}

    /** Is shown each largest set of those who may meet. */
    private interface Visitor {
        void visit(Crowd crowd, long region, long skill);
    }

    /**
     * Around one ticket.
     *
     * @param others in any order; the ticket itself is passed over, and who is there twice counts
     *     once
     * @param wanted which of the others are looked at
     */
    Candidates(
            MatchRules rules,
            WaitingTicket ticket,
            List<WaitingTicket> others,
            Predicate<WaitingTicket> wanted,
            long nowMs) {
        this.rules = rules;
        this.nowMs = nowMs;
        long range = rules.skill().at(ticket.waitedMs(nowMs));
        long low = ticket.skill() - range;
        long high = ticket.skill() + range;
        long reach = ownReach(ticket);
        all.add(new Candidate(ticket, low, high, reach));
        if (reach == 0) {
            return;
        }
        for (WaitingTicket other : others) {
            long its = rules.skill().at(other.waitedMs(nowMs));
            long from = Math.max(low, other.skill() - its);
            long to = Math.min(high, other.skill() + its);
            if (from <= to && wanted.test(other) && !other.ticketId().equals(ticket.ticketId())) {
                long both = reach & reach(other, reach == EVERYWHERE);
                if (both != 0) {
                    all.add(new Candidate(other, from, to, both));
                }
            }
        }
    }

    private long ownReach(WaitingTicket ticket) {
        if (isAnywhere(ticket)) {
            return EVERYWHERE;
        }
        int limit = rules.latency().at(ticket.waitedMs(nowMs));
        ticket.latencies()
                .forEach(
                        (region, latency) -> {
                            if (latency <= limit) {
                                regions.add(region);
                            }
                        });
        return (1L << regions.size()) - 1;
    }

    private long reach(WaitingTicket ticket, boolean learning) {
        if (isAnywhere(ticket)) {
            return EVERYWHERE;
        }
        int limit = rules.latency().at(ticket.waitedMs(nowMs));
        long[] reach = {0};
        ticket.latencies()
                .forEach(
                        (region, latency) -> {
                            if (latency <= limit) {
                                reach[0] |= bit(region, learning);
                            }
                        });
        return reach[0];
    }

    private long bit(String region, boolean learning) {
        int number = regions.indexOf(region);
        if (number < 0 && learning && regions.size() < REGIONS_MAX) {
            number = regions.size();
            regions.add(region);
        }
        return number < 0 ? 0 : 1L << number;
    }

    private boolean isAnywhere(WaitingTicket ticket) {
        return rules.latency().isUnlimited() || ticket.latencies().isEmpty();
    }

    /**
     * Tickets that may all meet, that one first and the others in the order in which they are
     * asked. Of all sets that are enough it is the one of those who are asked first.
     *
     * @param enough whether they are; whatever is enough stays so if others are added
     * @return empty if no set is enough
     */
    List<WaitingTicket> meeting(Predicate<Crowd> enough) {
        Crowd everybody = new Crowd(rules, nowMs);
        all.forEach(candidate -> everybody.add(candidate.ticket()));
        if (!enough.test(everybody)) {
            return List.of();
        }
        sort();
        List<WaitingTicket> first = firstCome();
        Crowd crowd = new Crowd(rules, nowMs);
        first.forEach(crowd::add);
        return enough.test(crowd) ? first : firstOfLargest(enough);
    }

    /** Each in turn who may meet all before him: if they are enough, nothing comes before that. */
    private List<WaitingTicket> firstCome() {
        List<WaitingTicket> tickets = new ArrayList<>();
        long low = Long.MIN_VALUE;
        long high = Long.MAX_VALUE;
        long reach = EVERYWHERE;
        for (Candidate next : all) {
            if (next.low() <= high && next.high() >= low && (next.reach() & reach) != 0) {
                low = Math.max(low, next.low());
                high = Math.min(high, next.high());
                reach &= next.reach();
                tickets.add(next.ticket());
            }
        }
        return tickets;
    }

    /** Somebody who came early kept too many away: those are looked for who are enough. */
    private List<WaitingTicket> firstOfLargest(Predicate<Crowd> enough) {
        List<Place> places = new ArrayList<>();
        visitLargest(
                (crowd, region, skill) -> {
                    if (enough.test(crowd)) {
                        places.add(new Place(region, skill));
                    }
                });
        List<WaitingTicket> tickets = new ArrayList<>();
        if (!places.isEmpty()) {
            for (Candidate next : all) {
                if (isAtAny(next, places)) {
                    places.removeIf(place -> !next.isAt(place));
                    tickets.add(next.ticket());
                }
            }
        }
        return tickets;
    }

    private static boolean isAtAny(Candidate candidate, List<Place> places) {
        for (Place place : places) {
            if (candidate.isAt(place)) {
                return true;
            }
        }
        return false;
    }

    /** Players of the largest set of those who may all meet; 0 if there is no region for any. */
    int playersMost() {
        sort();
        int[] most = {0};
        visitLargest((crowd, region, skill) -> most[0] = Math.max(most[0], crowd.players()));
        return most[0];
    }

    /** In the order in which they are asked, each once. */
    private void sort() {
        WaitingTicket ticket = all.getFirst().ticket();
        Comparator<WaitingTicket> order =
                switch (rules.choice()) {
                    case OLDEST -> BY_AGE;
                    case NEAREST -> byDistance(ticket.skill());
                };
        List<Candidate> others = all.subList(1, all.size());
        others.sort((one, other) -> order.compare(one.ticket(), other.ticket()));
        String[] before = {ticket.ticketId()};
        others.removeIf(
                candidate -> {
                    boolean twice = candidate.ticket().ticketId().equals(before[0]);
                    before[0] = candidate.ticket().ticketId();
                    return twice;
                });
    }

    private static Comparator<WaitingTicket> byDistance(int skill) {
        return (one, other) -> {
            int nearer = Math.abs(one.skill() - skill) - Math.abs(other.skill() - skill);
            return nearer != 0 ? nearer : BY_AGE.compare(one, other);
        };
    }

    private void visitLargest(Visitor visitor) {
        int count = all.size();
        long base = all.getFirst().low();
        long[] begins = new long[count];
        long[] ends = new long[count];
        for (int i = 0; i < count; i++) {
            begins[i] = (all.get(i).low() - base) << NUMBER_BITS | i;
            ends[i] = (all.get(i).high() - base) << NUMBER_BITS | i;
        }
        Arrays.sort(begins);
        Arrays.sort(ends);
        // Where nobody names a region there is one place for all.
        long shared = all.getFirst().reach();
        int regionCount = shared == EVERYWHERE ? Math.max(1, regions.size()) : regions.size();
        for (int number = 0; number < regionCount; number++) {
            sweep(1L << number, begins, ends, visitor);
        }
    }

    private void sweep(long region, long[] begins, long[] ends, Visitor visitor) {
        long base = all.getFirst().low();
        Crowd crowd = new Crowd(rules, nowMs);
        boolean grown = false;
        int begun = 0;
        int ended = 0;
        while (begun < begins.length) {
            // The ticket's own range begins first and ends last: somebody is always there.
            if (begins[begun] >> NUMBER_BITS <= ends[ended] >> NUMBER_BITS) {
                Candidate candidate = all.get((int) (begins[begun++] & NUMBER_MASK));
                if ((candidate.reach() & region) != 0) {
                    crowd.add(candidate.ticket());
                    grown = true;
                }
            } else {
                Candidate candidate = all.get((int) (ends[ended] & NUMBER_MASK));
                if ((candidate.reach() & region) != 0) {
                    if (grown) {
                        visitor.visit(crowd, region, base + (ends[ended] >> NUMBER_BITS));
                        grown = false;
                    }
                    crowd.remove(candidate.ticket());
                }
                ended++;
            }
        }
        if (grown) {
            visitor.visit(crowd, region, base + (ends[ended] >> NUMBER_BITS));
        }
    }
}
