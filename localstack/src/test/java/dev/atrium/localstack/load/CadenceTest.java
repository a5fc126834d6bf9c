package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CadenceTest {
    @Test
    void eachIsDueOnceAPeriodAndAllAreSpreadOverIt() {
        Cadence cadence = new Cadence(100, 4, 1_000);
        long[] due = new long[9];
        int[] turn = new int[9];
        for (int i = 0; i < due.length; i++) {
            due[i] = cadence.dueNanos();
            turn[i] = cadence.take();
        }

        long[] even = {1_000, 1_025, 1_050, 1_075, 1_100, 1_125, 1_150, 1_175, 1_200};
        int[] inTurn = {0, 1, 2, 3, 0, 1, 2, 3, 0};
        assertArrayEquals(even, due);
        assertArrayEquals(inTurn, turn);
    }

    @Test
    void periodsThatDoNotDivideNeverDrift() {
        Cadence cadence = new Cadence(1_000_000_000L, 7, 0);
        for (int i = 0; i < 7 * 3_600; i++) {
            cadence.take();
        }

        assertEquals(3_600L * 1_000_000_000L, cadence.dueNanos());
    }

    @Test
    void nothingCountsBeforeTheWindowIsOpenedNorOutsideIt() {
        Window window = new Window();
        assertFalse(window.contains(5));
        assertFalse(window.isOver(5));

        window.open(10, 20);

        assertFalse(window.contains(9));
        assertTrue(window.contains(10));
        assertTrue(window.contains(19));
        assertFalse(window.contains(20));
        assertFalse(window.isOver(19));
        assertTrue(window.isOver(20));
    }
}
