package dev.atrium.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether a store answers. Asked again and again on threads that may wait; what came of it may be
 * read at once, so that who asks about the host's health never waits for a store.
 */
final class StorePulse {
    private static final Logger LOG = LoggerFactory.getLogger(StorePulse.class);

    private final String name;
    private final Probe probe;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile State state = State.UNKNOWN;

    /** Asks the store something small; throws if it does not answer in time. */
    @FunctionalInterface
    interface Probe {
        void ask() throws Exception;
    }

    /** What is known of a store. */
    enum State {
        /** It was not asked yet. */
        UNKNOWN("unknown"),
        /** It answered last time. */
        UP("up"),
        /** It did not. */
        DOWN("down");

        private final String label;

        State(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    StorePulse(String name, Probe probe) {
        this.name = name;
        this.probe = probe;
    }

    String name() {
        return name;
    }

    State state() {
        return state;
    }

    boolean isUp() {
        return state == State.UP;
    }

    /** Asks it, unless the question before is still open. Blocking. */
    void ask() {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        try {
            probe.ask();
            turn(State.UP, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // NOPMD whatever it throws, it did not answer
            turn(State.DOWN, e.toString());
        } finally {
            asking.set(false);
        }
    }

    private void turn(State now, String why) {
        if (state != now) {
            state = now;
            if (now == State.DOWN) {
                LOG.warn("{} does not answer: {}", name, why);
            } else {
                LOG.info("{} answers", name);
            }
        }
    }
}
