package dev.atrium.host.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.connection.InputLimit.Decision;

import org.junit.jupiter.api.Test;

class InputLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aSecondsWorthAtOnceIsTakenAndThenItsRate() {
        InputLimit limit = new InputLimit(1, 0);
        for (int i = 0; i < InputLimit.MESSAGES_A_SECOND; i++) {
            assertEquals(Decision.TAKEN, limit.take(0));
        }
        assertEquals(Decision.REFUSED, limit.take(0));
        assertTrue(limit.retryAfterMs() >= 1 && limit.retryAfterMs() <= 17);
        assertEquals(Decision.TAKEN, limit.take(SECOND / 30));
    }

    @Test
    void theRateHoldsForEver() {
        InputLimit limit = new InputLimit(1, 0);
        int taken = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 100) {
            taken += limit.take(now) == Decision.TAKEN ? 1 : 0;
        }
        assertEquals(11 * InputLimit.MESSAGES_A_SECOND, taken, 2);
    }

    @Test
    void limitsCountGameTime() {
        InputLimit limit = new InputLimit(20, 0);
        for (int i = 0; i < 20 * InputLimit.MESSAGES_A_SECOND; i++) {
            assertEquals(Decision.TAKEN, limit.take(0));
        }
        assertEquals(Decision.REFUSED, limit.take(0));
    }

    @Test
    void oneRefusalInTenIsAnsweredAndAFloodIsAbuse() {
        InputLimit limit = new InputLimit(1, 0);
        int answered = 0;
        for (int i = 0; i < InputLimit.MESSAGES_A_SECOND + InputLimit.REFUSALS_MAX; i++) {
            answered += limit.take(0) == Decision.REFUSED ? 1 : 0;
        }
        assertEquals(InputLimit.REFUSALS_MAX / 10, answered);
        assertEquals(Decision.ABUSE, limit.take(0));
    }

    @Test
    void refusalsOfLongAgoAreForgotten() {
        InputLimit limit = new InputLimit(1, 0);
        for (int i = 0; i < InputLimit.MESSAGES_A_SECOND + InputLimit.REFUSALS_MAX; i++) {
            limit.take(0);
        }
        for (int i = 0; i < InputLimit.MESSAGES_A_SECOND; i++) {
            assertEquals(Decision.TAKEN, limit.take(20 * SECOND));
        }
        assertEquals(Decision.REFUSED, limit.take(20 * SECOND));
    }
}
