package dev.atrium.host.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MovePaceTest {
    private final MovePace pace = new MovePace();

    private void gone(int rooms, long tookMs) {
        for (int i = 0; i < rooms; i++) {
            pace.gone(tookMs);
        }
    }

    @Test
    void theFirstGoesAloneAndQuickOnesLetMoreGo() {
        assertEquals(1, pace.atOnce());
        gone(3, MovePace.FAST_MS);
        assertEquals(4, pace.atOnce());
        gone(100, 0);
        assertEquals(MovePace.AT_ONCE_MAX, pace.atOnce());
    }

    @Test
    void slowOnesLetFewerGoButNeverNone() {
        gone(100, 0);
        gone(1, MovePace.SLOW_MS);
        assertEquals(MovePace.AT_ONCE_MAX, pace.atOnce());
        gone(3, MovePace.SLOW_MS + 1);
        assertEquals(MovePace.AT_ONCE_MAX - 3, pace.atOnce());
        gone(100, 9_000);
        assertEquals(1, pace.atOnce());
    }
}
