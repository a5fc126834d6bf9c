package dev.atrium.host;

import dev.atrium.host.lease.HostLease;

import org.jspecify.annotations.Nullable;

/** Whether the host may act; no while there is no lease yet. Breaks the circle of wiring. */
final class LeaseState {
    private volatile @Nullable HostLease lease;

    void follow(HostLease started) {
        lease = started;
    }

    boolean isValid() {
        HostLease current = lease;
        return current != null && current.isValid();
    }
}
