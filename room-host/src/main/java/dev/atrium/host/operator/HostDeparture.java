package dev.atrium.host.operator;

import dev.atrium.host.takeover.Drain;

/** How an operator lets a host leave, and sees it go. Any thread; answers at once. */
public interface HostDeparture {
    /** Begins to leave as on SIGTERM, once; says how far it is. */
    Progress depart();

    /** How far it is. */
    Progress progress();

    /**
     * How far a host that leaves is.
     *
     * @param phase see {@link Drain.Phase}
     * @param rooms that it still has
     */
    record Progress(Drain.Phase phase, int rooms) {}
}
