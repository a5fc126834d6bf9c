package dev.atrium.host;

import java.util.Optional;

/**
 * What becomes of the process when an operator lets its host leave.
 *
 * @param process ends the process, which leaves first; empty where a host is only a part of one
 */
record HostExit(Optional<Runnable> process) {
    /** Ends the process, or only leaves. */
    void run(Runnable leave) {
        process.orElse(leave).run();
    }
}
