package dev.atrium.host.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.edge.AddressLimits.Verdict;

import io.netty.util.NetUtil;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;

class AddressLimitsTest {
    private static final long SECOND = 1_000_000_000L;

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final InetAddress ONE = address("203.0.113.1");
    private static final InetAddress OTHER = address("203.0.113.2");

    private static void assertOpened(Verdict verdict) {
        assertInstanceOf(Verdict.Opened.class, verdict);
    }

    private static long retryAfterMs(Verdict verdict) {
        return assertInstanceOf(Verdict.TooMany.class, verdict).retryAfterMs();
    }

    @Test
    void soManyAMinuteAndThenAnew() {
        AddressLimits limits = new AddressLimits(20, 50);
        long start = Long.MAX_VALUE - 30 * SECOND; // the monotonic clock may overflow
        for (int i = 0; i < 20; i++) {
            assertOpened(limits.open(ONE, start + i * SECOND));
        }

        assertEquals(40_000, retryAfterMs(limits.open(ONE, start + 20 * SECOND)));
        assertEquals(1, retryAfterMs(limits.open(ONE, start + 60 * SECOND - 1)));
        assertOpened(limits.open(OTHER, start + 20 * SECOND));
        assertOpened(limits.open(ONE, start + 60 * SECOND));
    }

    @Test
    void soManyOpenUntilOneIsClosed() {
        AddressLimits limits = new AddressLimits(1_000, 50);
        for (int i = 0; i < 50; i++) {
            assertOpened(limits.open(ONE, 0));
        }

        assertEquals(60_000, retryAfterMs(limits.open(ONE, 0)));
        limits.closed(ONE);
        assertOpened(limits.open(ONE, 0));
        assertEquals(60_000, retryAfterMs(limits.open(ONE, 0)));
    }

    @Test
    void whatWasRefusedIsNotCounted() {
        AddressLimits limits = new AddressLimits(2, 1);
        assertOpened(limits.open(ONE, 0));
        retryAfterMs(limits.open(ONE, 0));
        retryAfterMs(limits.open(ONE, 0));
        limits.closed(ONE);

        assertOpened(limits.open(ONE, 0));
    }

    @Test
    void householdWithVersion6IsOneAddress() {
        AddressLimits limits = new AddressLimits(1, 50);

        assertOpened(limits.open(address("2001:db8:1:2::1"), 0));
        retryAfterMs(limits.open(address("2001:db8:1:2:ffff:ffff:ffff:ffff"), 0));
        assertOpened(limits.open(address("2001:db8:1:3::1"), 0));
        assertOpened(limits.open(address("0.0.0.1"), 0));
        assertOpened(limits.open(address("::1:0:0:0:0"), 0));
    }

    @Test
    void tableOfAddressesIsBoundedAndForgetsWhoHasGone() {
        AddressLimits limits = new AddressLimits(20, 50, 3);
        InetAddress third = address("203.0.113.3");
        InetAddress fourth = address("203.0.113.4");
        assertOpened(limits.open(ONE, 0));
        assertOpened(limits.open(OTHER, 0));
        assertOpened(limits.open(third, 30 * SECOND));
        limits.closed(OTHER);
        limits.closed(third);

        assertInstanceOf(Verdict.NoRoom.class, limits.open(fourth, 59 * SECOND));
        assertOpened(limits.open(ONE, 59 * SECOND));
        assertOpened(limits.open(fourth, 61 * SECOND));
        assertEquals(3, limits.addresses(), "one has gone, the minute of another is not over");
        for (int i = 5; i < 200; i++) {
            limits.open(address("203.0.113." + i), 62 * SECOND);
        }
        assertTrue(limits.addresses() <= 3);
    }

    @Test
    void closingWhatWasNeverOpenedIsNothing() {
        AddressLimits limits = new AddressLimits(1, 1);
        limits.closed(ONE);
        assertOpened(limits.open(ONE, 0));
        limits.closed(ONE);
        limits.closed(ONE);

        retryAfterMs(limits.open(ONE, 0));
    }
}
