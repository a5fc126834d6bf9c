package dev.atrium.host.edge;

import java.util.concurrent.atomic.AtomicInteger;

/** As many places as there may be connections. Thread-safe. */
public final class ConnectionSlots {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    /** So many places. */
    public ConnectionSlots(int most) {
        this.most = most;
    }

    /** Takes a place, if one is left; whoever has one gives it back once. */
    public boolean take() {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a place back. */
    public void giveBack() {
        taken.decrementAndGet();
    }

    /** How many are taken. */
    public int taken() {
        return taken.get();
    }
}
