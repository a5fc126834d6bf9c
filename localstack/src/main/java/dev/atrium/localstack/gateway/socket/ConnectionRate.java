package dev.atrium.localstack.gateway.socket;

import java.util.function.LongSupplier;

/** A bucket of tokens for new connections: as many a second as it holds. Thread-safe. */
final class ConnectionRate {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final LongSupplier nanoClock;
    private double tokens;
    private long filledAtNanos;

    ConnectionRate(int perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
        this.tokens = perSecond;
        this.filledAtNanos = nanoClock.getAsLong();
    }

    /** Takes a token; false where there is none, which is no wait but a refusal. */
    synchronized boolean tryTake() {
        long now = nanoClock.getAsLong();
        double refilled = (now - filledAtNanos) / NANOS_PER_SECOND * perSecond;
        tokens = Math.min(perSecond, tokens + refilled);
        filledAtNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
