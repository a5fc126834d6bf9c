package dev.atrium.host.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class LoadWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private double cpuShare;
    private long firstBusy;
    private long secondBusy;
    private long slips;
    private long now = -5 * SECOND;
    private final LoadWatch watch = watch(true);

    private LoadWatch watch(boolean sheds) {
        return new LoadWatch(
                new LoadWatch.Observed(
                        () -> cpuShare,
                        List.of(() -> firstBusy, () -> secondBusy),
                        () -> slips,
                        () -> now),
                sheds);
    }

    private void seconds(int count, double busy) {
        for (int i = 0; i < count; i++) {
            now += SECOND;
            firstBusy += SECOND / 10;
            secondBusy += (long) (busy * SECOND);
            watch.look();
        }
    }

    @Test
    void theBusiestLoopCounts() {
        seconds(1, 0.7);
        assertEquals(0.7, watch.busyShare(), 1e-6);
        assertFalse(watch.refusesRooms());
        seconds(3, 0.85);
        assertTrue(watch.refusesRooms());
        assertFalse(watch.halvesViews());
        seconds(3, 0.95);
        assertTrue(watch.refusesRooms());
        assertTrue(watch.halvesViews());
    }

    @Test
    void theProcessorIsLookedAtEveryThirtySeconds() {
        cpuShare = 0.95;
        seconds(89, 0.1);
        assertEquals(LoadStep.NONE, watch.step());
        seconds(1, 0.1);
        assertEquals(LoadStep.REFUSE_ROOMS, watch.step());
        cpuShare = 0.1;
        seconds(89, 0.1);
        assertEquals(LoadStep.REFUSE_ROOMS, watch.step(), "calm loops do not undo it");
        seconds(1, 0.1);
        assertEquals(LoadStep.NONE, watch.step());
    }

    @Test
    void stepsAreCountedEachTimeTheyAreReached() {
        seconds(3, 0.85);
        seconds(10, 0);
        seconds(12, 1);
        assertEquals(LoadStep.HAND_OVER, watch.step());
        assertEquals(2, watch.reached(LoadStep.REFUSE_ROOMS));
        assertEquals(1, watch.reached(LoadStep.HALVE_VIEWS));
        assertEquals(1, watch.reached(LoadStep.CLOSE_WATCHERS));
        assertEquals(1, watch.reached(LoadStep.HAND_OVER));
    }

    @Test
    void aSlipIsSeenInTheSecondInWhichItHappensOnly() {
        for (int i = 0; i < 3; i++) {
            slips++;
            seconds(1, 0.1);
        }
        assertEquals(LoadStep.REFUSE_ROOMS, watch.step());
        seconds(10, 0.1);
        assertEquals(LoadStep.NONE, watch.step());
    }

    @Test
    void aWatchThatMayNotShedOnlyMeasures() {
        LoadWatch onlyMeasures = watch(false);
        for (int i = 0; i < 200; i++) {
            now += SECOND;
            firstBusy += SECOND;
            slips++;
            cpuShare = 1;
            onlyMeasures.look();
        }
        assertEquals(1, onlyMeasures.busyShare(), 1e-6);
        assertEquals(LoadStep.NONE, onlyMeasures.step());
    }

    @Test
    void aClockThatStandsStillIsNoSecond() {
        seconds(1, 0.5);
        watch.look();
        assertEquals(0.5, watch.busyShare(), 1e-6);
    }
}
