package dev.atrium.localstack.faults;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes processor time from a host, so that clocks of its rooms slip and it sheds load, and gives
 * it all back. One thread's.
 */
final class Starvation {
    /** Longer than rooms catch up with, and shorter than a lease. */
    private static final long HUNGRY_MS = 700;

    private static final long FED_MS = 350;

    /** Beyond the ten seconds in which each step is let go of. */
    private static final long RECOVERS_S = 90;

    private static final long LOOK_MS = 100;

    private static final int TAKES_ROOMS = 200;
    private static final int SHEDS = 503;

    private final StageHost host;
    private final FaultTally tally;

    Starvation(StageHost host, FaultTally tally) {
        this.host = host;
        this.tally = tally;
    }

    /** Lasts so long, and until the host takes rooms again. */
    void last(long downMs) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(downMs);
        boolean shed = false;
        while (System.nanoTime() < end) {
            host.signal("STOP");
            pause(HUNGRY_MS);
            host.signal("CONT");
            pause(FED_MS);
            shed |= host.readiness() == SHEDS;
        }
        if (!shed) {
            tally.odd("the host shed no load");
        }
        long fed = System.nanoTime();
        while (host.readiness() != TAKES_ROOMS) {
            if (System.nanoTime() - fed > TimeUnit.SECONDS.toNanos(RECOVERS_S)) {
                tally.odd("the host takes no rooms any more");
                return;
            }
            pause(LOOK_MS);
        }
        tally.ended(System.nanoTime() - fed);
    }

    private static void pause(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
