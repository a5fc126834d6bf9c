package dev.atrium.host.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class PhaseGridTest {
    private static final long TICK_NANOS = 1_000_000_000L / 60;
    private static final long VIEW_NANOS = 50_000_000;

    @Test
    void phaseIsOverSinceLessThanATickAndOnTheGrid() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long base = random.nextLong() >> 2;
            long now = base + (random.nextLong() >>> 8);
            long taken = new PhaseGrid(base).takeNanos(now);
            assertTrue(taken <= now && now - taken <= TICK_NANOS, now + " took " + taken);
            // 120 steps a second; rounded up to whole nanoseconds.
            double step = (taken - base) % 1_000_000_000L * 120 / 1e9;
            assertEquals(Math.rint(step), step, 1e-6);
        }
    }

    @Test
    void roomsThatStartAtOnceAreSpreadOverTheTickAndThoseThatStartInTurnOverTheView() {
        PhaseGrid grid = new PhaseGrid(0);
        Map<Long, Integer> inTick = new HashMap<>();
        for (int room = 0; room < 80; room++) {
            inTick.merge(grid.takeNanos(5 * VIEW_NANOS), 1, Integer::sum);
        }
        assertEquals(2, inTick.size());
        inTick.values().forEach(rooms -> assertEquals(40, rooms));

        PhaseGrid other = new PhaseGrid(0);
        Map<Long, Integer> inView = new HashMap<>();
        for (int room = 0; room < 240; room++) {
            long now = 5 * VIEW_NANOS + room * 13_000_000L;
            inView.merge(other.takeNanos(now) % VIEW_NANOS / 1_000, 1, Integer::sum);
        }
        assertEquals(6, inView.size());
        inView.values().forEach(rooms -> assertTrue(rooms >= 39 && rooms <= 41, inView.toString()));
    }

    @Test
    void whatIsGivenBackIsTakenNext() {
        PhaseGrid grid = new PhaseGrid(0);
        long now = 7 * VIEW_NANOS;
        List<Long> taken = new ArrayList<>();
        for (int room = 0; room < 8; room++) {
            taken.add(grid.takeNanos(now));
        }
        long left = taken.get(3);
        grid.giveBack(left);
        assertEquals(left, grid.takeNanos(now));
    }
}
