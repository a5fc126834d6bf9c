package dev.atrium.host.probation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StandstillTest {
    private static final long LOOK = Standstill.LOOK_NANOS;
    private static final int LOOKS = (int) (Standstill.BUDGET_NANOS / LOOK);

    private final Standstill standstill = new Standstill(1, 0);
    private long now;

    /** Looks so often, in time; whether the budget is used up at the last. */
    private boolean look(int times, long progress) {
        boolean over = false;
        for (int i = 0; i < times; i++) {
            now += LOOK;
            over = standstill.look(progress, now);
        }
        return over;
    }

    @Test
    void whatDoesNotAdvanceForTheBudgetStandsStill() {
        assertFalse(look(LOOKS - 1, 1));
        assertTrue(look(1, 1));
    }

    @Test
    void aStepBeginsTheBudgetAnew() {
        assertFalse(look(LOOKS - 1, 1));
        assertFalse(look(LOOKS, 2));
        assertTrue(look(1, 2));
    }

    /** As when the whole process was stopped: that says nothing of a room. */
    @Test
    void timeInWhichNobodyLookedCountsLittle() {
        now += 60_000 * LOOK;
        assertFalse(standstill.look(1, now));
        assertFalse(look(LOOKS - 3, 1));
        assertTrue(look(1, 1));
    }
}
