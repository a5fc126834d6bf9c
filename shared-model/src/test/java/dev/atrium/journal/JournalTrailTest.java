package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;

import org.junit.jupiter.api.Test;

import java.util.Map;

class JournalTrailTest {
    private final JournalTrail trail = JournalTrail.from("room", new byte[] {1});

    private boolean follows(long tick, int index, Input input) {
        return trail.follow(new JournalEntry.Applied(tick, index, input));
    }

    @Test
    void whoForfeitedIsKnownWithTheReason() {
        assertEquals(Map.of(), trail.forfeits());
        assertTrue(follows(7, 0, new Input.Forfeited(2, "speed")));
        assertTrue(follows(7, 1, new Input.Left(1)));
        assertTrue(follows(9, 0, new Input.Forfeited(0, "not-owner")));

        assertEquals(Map.of(0, "not-owner", 2, "speed"), trail.forfeits());
    }

    @Test
    void inputThatIsMissingOrThereTwiceIsFound() {
        assertTrue(follows(7, 0, new Input.Left(1)));
        assertFalse(follows(7, 2, new Input.Left(2)));
        assertFalse(follows(8, 1, new Input.Left(2)));
    }
}
