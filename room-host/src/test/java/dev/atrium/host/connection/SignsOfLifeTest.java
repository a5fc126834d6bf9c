package dev.atrium.host.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignsOfLifeTest {
    private long clockNanos = Long.MAX_VALUE - 5_000_000;
    private final SignsOfLife life = new SignsOfLife(() -> clockNanos);

    private void later(long ms) {
        clockNanos += ms * 1_000_000;
    }

    @Test
    void whoHasJustComeIsNeitherSilentNorLifeless() {
        assertEquals(0, life.silentMs());
        assertEquals(0, life.lifelessMs());
        later(30);
        assertEquals(30, life.silentMs());
        assertEquals(30, life.lifelessMs());
    }

    @Test
    void aPongIsASignOfLifeAndIsNotHeard() {
        later(30);
        life.ponged();
        later(5);
        assertEquals(35, life.silentMs());
        assertEquals(5, life.lifelessMs());
    }

    @Test
    void aMessageIsBoth() {
        later(30);
        life.heard();
        later(5);
        assertEquals(5, life.silentMs());
        assertEquals(5, life.lifelessMs());
    }
}
