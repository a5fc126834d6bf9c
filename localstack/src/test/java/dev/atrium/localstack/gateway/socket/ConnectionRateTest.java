package dev.atrium.localstack.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

class ConnectionRateTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 500_000_000L);

    private static int takeAll(ConnectionRate rate) {
        int taken = 0;
        while (rate.tryTake()) {
            taken++;
        }
        return taken;
    }

    @Test
    void asManyAsASecondHoldsMayComeAtOnce() {
        ConnectionRate rate = new ConnectionRate(500, nanos::get);
        assertEquals(500, takeAll(rate));
        nanos.addAndGet(100_000_000L);
        assertEquals(50, takeAll(rate));
        // Past the overflow of the clock, which counts from anywhere.
        nanos.addAndGet(600_000_000_000L);
        assertEquals(500, takeAll(rate));
    }

    @Test
    void slowRateRefillsByParts() {
        ConnectionRate rate = new ConnectionRate(1, nanos::get);
        assertTrue(rate.tryTake());
        nanos.addAndGet(400_000_000L);
        assertFalse(rate.tryTake());
        nanos.addAndGet(600_000_001L);
        assertTrue(rate.tryTake());
    }
}
