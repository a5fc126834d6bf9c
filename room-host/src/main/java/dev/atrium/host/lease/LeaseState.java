package dev.atrium.host.lease;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Whether the host may act; no while there is no lease yet. Breaks the circle of wiring. Any
 * thread.
 */
public final class LeaseState {
    private volatile @Nullable HostLease lease;
    private volatile boolean leaving;

    /** The lease that it asks from now on. */
    public void follow(HostLease started) {
        lease = started;
    }

    /** Whether the lease is held. */
    public boolean isValid() {
        HostLease current = lease;
        return current != null && current.isValid();
    }

    /** Takes the lease and keeps renewing it. */
    public void start(int everyMs) {
        followed().start(everyMs);
    }

    /** No new rooms from now on, and those who place rooms are told. Blocking. */
    public void leave() {
        leaving = true;
        followed().renew();
    }

    /** The loops that keep the lease from being renewed, if for longer than that. */
    public Set<String> standingFor(long ms) {
        HostLease current = lease;
        return current == null ? Set.of() : current.standingFor(ms);
    }

    private HostLease followed() {
        HostLease current = lease;
        if (current == null) {
            throw new IllegalStateException("there is no lease yet");
        }
        return current;
    }

    /** Whether the host goes. */
    public boolean isLeaving() {
        return leaving;
    }

    /** Whether it may take rooms: it holds its lease and does not go. */
    public boolean mayOpen() {
        return !leaving && isValid();
    }
}
