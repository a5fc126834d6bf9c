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
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

class HostLeaseTest {
    private final TestClock clock = new TestClock();
    private final AtomicLong rounds = new AtomicLong();
    private final List<Long> written = new ArrayList<>();
    private final List<HostRow> told = new ArrayList<>();
    private boolean stored = true;
    private boolean unreachable;

    private final HostLease lease =
            new HostLease(
                    List.of(loop(rounds::incrementAndGet), loop(rounds::get)),
                    HostLeaseTest::row,
                    new Kept(),
                    2_000,
                    clock);

    /** What is written of it. */
    private final class Kept implements HostLease.Store {
        @Override
        public boolean renew(HostRow row) {
            if (unreachable) {
                throw new IllegalStateException("unreachable");
            }
            written.add(row.leaseVersion());
            return stored;
        }

        @Override
        public void tell(HostRow row) {
            told.add(row);
        }
    }

    private static HostLease.Loop loop(LongSupplier rounds) {
        return new HostLease.Loop("loop-1", rounds, () -> "room-1");
    }

    private HostLease leaseOf(LongSupplier rounds) {
        return new HostLease(List.of(loop(rounds)), HostLeaseTest::row, new Kept(), 2_000, clock);
    }

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
        HostLease stuck = leaseOf(() -> 5L);
        stuck.renew();
        assertTrue(stuck.isValid());
        clock.pass(1_000);
        stuck.renew();
        clock.pass(1_000);
        assertFalse(stuck.isValid(), "the second renewal was left out");
        assertEquals(List.of(1L), written);
        stuck.close();
    }

    @Test
    void othersReadInsideWhichRoomALoopStandsStill() {
        HostLease stuck = leaseOf(() -> 5L);
        stuck.renew();
        assertEquals(Set.of(), stuck.standingFor(0));
        stuck.renew();
        assertEquals(List.of(row(1).stalledIn(List.of("room-1"))), told, "and its version stays");
        clock.pass(1_000);
        stuck.renew();
        assertEquals(Set.of("loop-1"), stuck.standingFor(999));
        assertEquals(Set.of(), stuck.standingFor(5_000));
        stuck.close();
    }

    @Test
    void aLoopThatGoesOnIsNotToldOfAnyMore() {
        AtomicLong round = new AtomicLong(5);
        HostLease slow = leaseOf(round::get);
        slow.renew();
        slow.renew();
        clock.pass(500);
        assertEquals(Set.of("loop-1"), slow.standingFor(0));
        round.incrementAndGet();
        slow.renew();
        assertEquals(Set.of(), slow.standingFor(0));
        assertEquals(List.of(1L, 2L), written);
        slow.close();
    }

    /** As when a host leaves just after its lease was renewed, while its loops are idle. */
    @Test
    void aRenewalRightAfterAnotherWaitsForAnIdleLoopToComeRound() {
        AtomicLong asked = new AtomicLong();
        HostLease idle = leaseOf(() -> asked.incrementAndGet() / 10);
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
