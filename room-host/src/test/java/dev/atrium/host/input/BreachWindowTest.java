package dev.atrium.host.input;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BreachWindowTest {
    private static final long SECOND = 1_000_000_000L;

    private static void breached(BreachWindow window, int times, long nowNanos) {
        for (int i = 0; i < times; i++) {
            assertFalse(window.breached(nowNanos), "breach " + i);
        }
    }

    @Test
    void oneBreachMoreThanIsBorneWithIsTooMany() {
        BreachWindow window = new BreachWindow(300, 10_000, 1);
        breached(window, 150, 5);
        breached(window, 150, 5 + 10 * SECOND);
        assertTrue(window.breached(5 + 10 * SECOND));
    }

    @Test
    void breachesOfLongAgoAreForgotten() {
        BreachWindow window = new BreachWindow(300, 10_000, 1);
        breached(window, 300, 0);
        breached(window, 300, 10 * SECOND + 1);
        assertTrue(window.breached(10 * SECOND + 2));
    }

    @Test
    void windowBeginsWithABreachAndNotWithTheConnection() {
        BreachWindow window = new BreachWindow(2, 1_000, 1);
        breached(window, 1, SECOND - 1);
        breached(window, 1, 2 * SECOND - 1);
        assertTrue(window.breached(2 * SECOND - 1));
    }

    @Test
    void windowLastsAsLongInGameTime() {
        BreachWindow window = new BreachWindow(2, 10_000, 20);
        breached(window, 2, 0);
        breached(window, 2, SECOND / 2 + 1);
        assertTrue(window.breached(SECOND));
    }

    @Test
    void clockMayPassTheEndOfItsNumbers() {
        BreachWindow window = new BreachWindow(2, 1_000, 1);
        breached(window, 2, Long.MAX_VALUE);
        assertTrue(window.breached(Long.MIN_VALUE + SECOND / 2));
        breached(window, 2, Long.MIN_VALUE + 2 * SECOND);
    }
}
