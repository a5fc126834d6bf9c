package dev.atrium.functions.edge;

import dev.atrium.maintenance.Maintenance;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Optional;

/** Whether new matches are made; what was read is believed for five seconds. Thread-safe. */
public final class MaintenanceCheck {
    /** An operator waits that long until no more matches are made. */
    static final long BELIEVED_MS = 5_000;

    private final MaintenanceBook book;
    private final InstantSource clock;
    private volatile @Nullable Look last;

    MaintenanceCheck(MaintenanceBook book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    private record Look(long atMs, Optional<Maintenance> found) {}

    /** What an operator has switched on. Blocking, where it was not read lately. */
    public Optional<Maintenance> current() {
        long nowMs = clock.millis();
        Look before = last;
        // A clock that was set back must not make an old look last.
        if (before != null && nowMs >= before.atMs() && nowMs - before.atMs() < BELIEVED_MS) {
            return before.found();
        }
        Look now = new Look(nowMs, book.current());
        last = now;
        return now.found();
    }

    /**
     * Lets everybody pass while nothing is switched on.
     *
     * @throws WireException {@code maintenance}, with the operator's message
     */
    public void admit() throws WireException {
        Optional<Maintenance> on = current();
        if (on.isPresent()) {
            throw new WireException(ErrorCode.MAINTENANCE, on.get().message());
        }
    }
}
