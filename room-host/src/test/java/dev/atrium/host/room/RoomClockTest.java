package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RoomClockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long ORIGIN = -5 * SECOND; // the monotonic clock may be negative

    @Test
    void aTickIsAlwaysTheSameGameTime() {
        RoomClock clock = new RoomClock(60, 1, ORIGIN);
        assertEquals(0, clock.tickAt(ORIGIN));
        assertEquals(60, clock.tickAt(ORIGIN + SECOND));
        assertEquals(60L * 3600, clock.tickAt(ORIGIN + 3600 * SECOND));
    }

    @Test
    void atTheNanosecondOfATickItHasComeAndBeforeItHasNot() {
        for (int rate : new int[] {1, 7, 10, 60}) {
            for (int speed : new int[] {1, 3, 20}) {
                RoomClock clock = new RoomClock(rate, speed, ORIGIN);
                for (long tick = 1; tick < 500; tick++) {
                    assertEquals(tick, clock.tickAt(clock.nanosOf(tick)));
                    assertEquals(tick - 1, clock.tickAt(clock.nanosOf(tick) - 1));
                }
            }
        }
    }

    @Test
    void speedIsGameSecondsInAWallSecond() {
        RoomClock clock = new RoomClock(60, 20, 0);
        assertEquals(1_200, clock.tickAt(SECOND));
    }

    @Test
    void upToSixTicksAreCaughtUpAndTheRestSlips() {
        RoomClock clock = new RoomClock(60, 1, 0);
        long late = clock.nanosOf(106);
        assertEquals(0, clock.slipIfBehind(100, late));
        long slipped = clock.slipIfBehind(90, late);
        assertTrue(slipped > 0);
        assertEquals(96, clock.tickAt(late));
        assertEquals(10.0 / 60, slipped / (double) SECOND, 0.001);
        assertEquals(0, clock.slipIfBehind(90, late), "once");
    }

    @Test
    void longPlaysDoNotOverflow() {
        RoomClock clock = new RoomClock(60, 1000, 0);
        long threeMonths = 90L * 24 * 3600;
        assertEquals(threeMonths * 60_000, clock.tickAt(threeMonths * SECOND));
        assertEquals(threeMonths * SECOND, clock.nanosOf(threeMonths * 60_000));
    }
}
