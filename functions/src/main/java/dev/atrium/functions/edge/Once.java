package dev.atrium.functions.edge;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value made when it is first wanted, and only once until it is dropped. Thread-safe; a failure
 * is tried again.
 */
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    /** A value that this makes. */
    public Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }

    /** Drops what was made so far, if anything was; the next who wants one has another made. */
    public synchronized Optional<T> forget() {
        Optional<T> made = Optional.ofNullable(value);
        value = null;
        return made;
    }

    /** What was made so far. */
    synchronized Optional<T> made() {
        return Optional.ofNullable(value);
    }
}
