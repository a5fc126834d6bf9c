package dev.atrium.room;

/** How long the lease of a room host lasts, for hosts and for whoever looks for their rooms. */
public final class HostLeaseTimes {
    /** Who did not renew for so long is dead, in milliseconds. */
    public static final int LEASE_MS = 2_000;

    /** A host that lives renews that often, in milliseconds. */
    public static final int RENEWAL_MS = 500;

    private HostLeaseTimes() {}
}
