package dev.atrium.host.edge;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many sockets each address opens and has open. Its table is bounded: an address is forgotten a
 * minute after it opened its last socket, once none is open. Thread-safe; the lock is held for a
 * look-up, once for each socket that opens or closes.
 */
public final class AddressLimits {
    /** The time within which new sockets are counted: from an address's first, then anew. */
    static final long WINDOW_NANOS = 60_000_000_000L;

    /**
     * Addresses known at once. Beyond it new ones are refused like those of a full host, until some
     * can be forgotten: that many within a minute is no crowd of players.
     */
    static final int ADDRESSES_MAX = 65_536;

    private static final long NANOS_PER_MS = 1_000_000;

    /** Looking for who can be forgotten takes a while, so it is not done for every refusal. */
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final int newPerMinute;
    private final int openMax;
    private final int addressesMax;
    private final Map<SourceKey, Known> known = new HashMap<>();
    private long sweptNanos;
    private boolean swept;

    private static final class Known {
        long windowNanos;
        int opened;
        int open;
    }

    /**
     * Limits for each address.
     *
     * @param newPerMinute sockets that it may open in a minute
     * @param openMax sockets that it may have open
     */
    public AddressLimits(int newPerMinute, int openMax) {
        this(newPerMinute, openMax, ADDRESSES_MAX);
    }

    AddressLimits(int newPerMinute, int openMax, int addressesMax) {
        this.newPerMinute = newPerMinute;
        this.openMax = openMax;
        this.addressesMax = addressesMax;
    }

    /** Whether an address may open one more. */
    public sealed interface Verdict {
        /** It may; {@link #closed} is to be called when it is closed. */
        record Opened() implements Verdict {}

        /**
         * It has opened or has open too many.
         *
         * @param retryAfterMs when it may try again
         */
        record TooMany(long retryAfterMs) implements Verdict {}

        /** There are too many addresses to keep count of another. */
        record NoRoom() implements Verdict {}
    }

    /** Counts a socket that is to be opened, at that time of the monotonic clock. */
    public synchronized Verdict open(InetAddress address, long nowNanos) {
        SourceKey key = SourceKey.of(address);
        Known entry = known.get(key);
        if (entry == null) {
            if (known.size() >= addressesMax && !makeRoom(nowNanos)) {
                return new Verdict.NoRoom();
            }
            entry = new Known();
            entry.windowNanos = nowNanos;
            known.put(key, entry);
        }
        if (nowNanos - entry.windowNanos >= WINDOW_NANOS) {
            entry.windowNanos = nowNanos;
            entry.opened = 0;
        }
        if (entry.opened >= newPerMinute) {
            long left = entry.windowNanos + WINDOW_NANOS - nowNanos;
            return new Verdict.TooMany(Math.ceilDiv(left, NANOS_PER_MS));
        }
        if (entry.open >= openMax) {
            // Nobody knows when one of them is closed; a minute later is soon enough to ask.
            return new Verdict.TooMany(WINDOW_NANOS / NANOS_PER_MS);
        }
        entry.opened++;
        entry.open++;
        return new Verdict.Opened();
    }

    /** A socket that was opened is closed. */
    public synchronized void closed(InetAddress address) {
        Known entry = known.get(SourceKey.of(address));
        if (entry != null && entry.open > 0) {
            entry.open--;
        }
    }

    private boolean makeRoom(long nowNanos) {
        if (swept && nowNanos - sweptNanos < SWEEP_NANOS) {
            return false;
        }
        swept = true;
        sweptNanos = nowNanos;
        known.values()
                .removeIf(entry -> entry.open == 0 && nowNanos - entry.windowNanos >= WINDOW_NANOS);
        return known.size() < addressesMax;
    }

    /** Addresses known now. */
    synchronized int addresses() {
        return known.size();
    }
}
