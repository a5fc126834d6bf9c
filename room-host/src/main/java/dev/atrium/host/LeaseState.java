package dev.atrium.host;

import dev.atrium.host.lease.HostLease;

import org.jspecify.annotations.Nullable;

/** Whether the host may act; no while there is no lease yet. Breaks the circle of wiring. */
final class LeaseState {
    private volatile @Nullable HostLease lease;
    private volatile boolean leaving;

    void follow(HostLease started) {
        lease = started;
    }

    boolean isValid() {
        HostLease current = lease;
        return current != null && current.isValid();
    }

    /** Takes the lease and keeps renewing it. */
    void start(int everyMs) {
        followed().start(everyMs);
    }

    /** No new rooms from now on, and those who place rooms are told. Blocking. */
    void leave() {
        leaving = true;
        followed().renew();
    }

    private HostLease followed() {
        HostLease current = lease;
        if (current == null) {
            throw new IllegalStateException("there is no lease yet");
        }
        return current;
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean mayOpen() {
        return !leaving && isValid();
    }
}
