package dev.atrium.match;

import java.util.List;

/**
 * Those who wait for one game under one set of rules, and who of them is near a ticket. Production
 * has them in Redis, the simulator in memory; both answer alike, so that what the simulator shows
 * is what players will see.
 *
 * <p>A ticket is in a set for each region that it can play in now: at its present limit, which
 * {@link #add} and {@link #refresh} look up. A ticket that names no region is in the set of those
 * who play anywhere; where latency is unlimited, all are. And every ticket is in the set of all.
 * With {@code n} being {@link MatchRules#nearMax}, near a ticket are
 *
 * <ul>
 *   <li>of the set of all the {@code n} that have waited longest, by time and then by id;
 *   <li>of each set that it reads, where skill is limited, the {@code n} next at or above its
 *       skill, upwards by skill and then by id, and the {@code n} next below its skill, downwards
 *       by skill and then by id; where skill is unlimited, the {@code n} that have waited longest,
 *       by time and then by id. A ticket that plays anywhere reads the set of all; any other reads
 *       the sets of the regions that it can play in now and the set of those who play anywhere.
 * </ul>
 *
 * <p>The ticket itself counts among the {@code n} wherever it is in the set, but is not near
 * itself. Each is named once, in no agreed order. Who is near may still be too far: {@link Matcher}
 * passes him over. Implementations need not be thread-safe.
 */
public interface NearTickets {
    /**
     * Takes a ticket in; one that is there already is replaced.
     *
     * @param nowMs wall time
     */
    void add(WaitingTicket ticket, long nowMs);

    /**
     * Looks up again where a ticket can play now; one that does not wait is left alone.
     *
     * @param nowMs wall time
     */
    void refresh(WaitingTicket ticket, long nowMs);

    /** Takes a ticket out, if it is there. */
    void remove(WaitingTicket ticket);

    /**
     * Who is near a ticket that waits or comes.
     *
     * @param nowMs wall time, for the regions that it can play in now
     */
    List<WaitingTicket> near(WaitingTicket ticket, long nowMs);
}
