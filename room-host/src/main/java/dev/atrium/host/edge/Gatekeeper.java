package dev.atrium.host.edge;

import dev.atrium.edge.AllowedOrigins;
import dev.atrium.wire.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.function.LongSupplier;

/**
 * Decides about requests by their page, and about each direct socket before it is one: first the
 * address, then whether the host has a place. Thread-safe.
 */
public final class Gatekeeper {
    /** A full host is asked again after that long: matches end all the time. */
    private static final long FULL_RETRY_MS = 5_000;

    private final AllowedOrigins origins;
    private final AddressLimits addresses;
    private final ConnectionSlots slots;
    private final LongSupplier nanos;

    /**
     * A gatekeeper.
     *
     * @param slots shared with whatever else takes places on this host
     * @param nanos a monotonic clock
     */
    public Gatekeeper(
            AllowedOrigins origins,
            AddressLimits addresses,
            ConnectionSlots slots,
            LongSupplier nanos) {
        this.origins = origins;
        this.addresses = addresses;
        this.slots = slots;
        this.nanos = nanos;
    }

    /** What became of a request. */
    public sealed interface Decision {
        /** It may become a socket; {@link #left} is to be called when that is closed. */
        record Admitted() implements Decision {}

        /**
         * It may not.
         *
         * @param retryAfterMs when to try again, 0 if that is of no use
         */
        record Refused(ErrorCode code, long retryAfterMs) implements Decision {}
    }

    /** Whether a page of that origin may ask anything at all; null without one. */
    public boolean admits(@Nullable String origin) {
        return origins.admits(origin);
    }

    /**
     * Decides about a socket.
     *
     * @param address where the request came from
     */
    public Decision decide(InetAddress address) {
        return switch (addresses.open(address, nanos.getAsLong())) {
            case AddressLimits.Verdict.TooMany(long retryAfterMs) ->
                    new Decision.Refused(ErrorCode.TOO_MANY_CONNECTIONS, retryAfterMs);
            case AddressLimits.Verdict.NoRoom _ -> full();
            case AddressLimits.Verdict.Opened _ -> {
                if (slots.take()) {
                    yield new Decision.Admitted();
                }
                addresses.closed(address);
                yield full();
            }
        };
    }

    private static Decision full() {
        return new Decision.Refused(ErrorCode.HOST_FULL, FULL_RETRY_MS);
    }

    /** A socket that was admitted is closed. */
    public void left(InetAddress address) {
        addresses.closed(address);
        slots.giveBack();
    }
}
