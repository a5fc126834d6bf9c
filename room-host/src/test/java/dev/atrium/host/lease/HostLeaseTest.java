package dev.atrium.host.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.clock.TestClock;
import dev.atrium.schema.HostRow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class HostLeaseTest {
    private final TestClock clock = new TestClock();
    private final AtomicLong rounds = new AtomicLong();
    private final List<Long> written = new ArrayList<>();
    private boolean stored = true;
    private boolean unreachable;

    private final HostLease lease =
            new HostLease(
                    List.of(rounds::incrementAndGet, rounds::get),
                    HostLeaseTest::row,
                    row -> {
                        if (unreachable) {
                            throw new IllegalStateException("unreachable");
                        }
                        written.add(row.leaseVersion());
                        return stored;
                    },
                    2_000,
                    clock);

    @AfterEach
    void close() {
        lease.close();
    }

    private static HostRow row(long version) {
        return new HostRow("h", "r", "d", "i", "b", List.of(), 1, 0, false, version, 0);
    }

    @Test
    void itIsValidForTheLeaseTimeAfterARenewal() {
        assertFalse(lease.isValid());
        lease.renew();
        assertTrue(lease.isValid());
        clock.pass(1_999);
        assertTrue(lease.isValid());
        clock.pass(1);
        assertFalse(lease.isValid());
        lease.renew();
        assertTrue(lease.isValid());
        assertEquals(List.of(1L, 2L), written);
    }

    @Test
    void aLoopThatStandsStillIsNotKeptAlive() {
        HostLease stuck =
                new HostLease(List.of(() -> 5L), HostLeaseTest::row, row -> true, 2_000, clock);
        stuck.renew();
        assertTrue(stuck.isValid());
        clock.pass(1_000);
        stuck.renew();
        clock.pass(1_000);
        assertFalse(stuck.isValid(), "the second renewal was left out");
        stuck.close();
    }

    /** As when a host leaves just after its lease was renewed, while its loops are idle. */
    @Test
    void aRenewalRightAfterAnotherWaitsForAnIdleLoopToComeRound() {
        AtomicLong asked = new AtomicLong();
        HostLease idle =
                new HostLease(
                        List.of(() -> asked.incrementAndGet() / 10),
                        HostLeaseTest::row,
                        row -> written.add(row.leaseVersion()),
                        2_000,
                        clock);
        idle.renew();
        idle.renew();
        assertEquals(List.of(1L, 2L), written);
        idle.close();
    }

    @Test
    void aStoreThatCannotBeReachedLetsItRunOutAndItComesBack() {
        lease.renew();
        unreachable = true;
        clock.pass(2_500);
        lease.renew();
        assertFalse(lease.isValid());
        unreachable = false;
        lease.renew();
        assertTrue(lease.isValid());
        assertEquals(List.of(1L, 2L), written, "no version is left out");
    }

    @Test
    void aLostLeaseStaysLost() {
        lease.renew();
        stored = false;
        lease.renew();
        assertFalse(lease.isValid());
        stored = true;
        lease.renew();
        assertFalse(lease.isValid());
        assertEquals(List.of(1L, 2L), written);
    }
}
