package dev.atrium.host.room;

import dev.atrium.wire.RoomMessages;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How often a room shows its views: at its game's rate, at half of it while the host is overloaded.
 * The room's thread alone.
 */
final class ViewPace {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int fullHz;
    private final BooleanSupplier halved;
    private int hz;

    /**
     * At full rate.
     *
     * @param fullHz the game's
     * @param halved asked before each view
     */
    ViewPace(int fullHz, BooleanSupplier halved) {
        this.fullHz = fullHz;
        this.halved = halved;
        this.hz = fullHz;
    }

    /** Looks again how often views are shown; what to tell everybody if that has changed. */
    Optional<RoomMessages.ViewRate> look() {
        // A view a second is not halved: a rate is a whole number on the wire.
        int now = halved.getAsBoolean() ? Math.max(1, fullHz / 2) : fullHz;
        if (now == hz) {
            return Optional.empty();
        }
        hz = now;
        return Optional.of(new RoomMessages.ViewRate(now));
    }

    /** What to tell somebody who has just come and was told the game's rate. */
    Optional<RoomMessages.ViewRate> unlessFull() {
        return hz == fullHz ? Optional.empty() : Optional.of(new RoomMessages.ViewRate(hz));
    }

    /** Between two views, on the wall's clock. */
    long periodNanos() {
        return SECOND_NANOS / hz;
    }
}
