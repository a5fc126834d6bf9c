package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class RecentCommandsTest {
    private final RecentCommands recent = new RecentCommands();

    @Test
    void eachSeatHasItsOwn() {
        recent.applied(0, 1);
        recent.applied(3, 7);
        recent.applied(0, 4);
        assertEquals(List.of(1L, 4L), recent.of(0));
        assertEquals(List.of(7L), recent.of(3));
        assertEquals(List.of(), recent.of(1));
    }

    @Test
    void whoTakesASeatBeginsAnew() {
        recent.applied(0, 1);
        recent.applied(3, 7);
        recent.forget(0);
        recent.forget(1);
        assertEquals(List.of(), recent.of(0));
        recent.applied(0, 1);
        assertEquals(List.of(1L), recent.of(0));
        assertEquals(List.of(7L), recent.of(3));
    }

    @Test
    void theOldestGoesWhenThereAreTooMany() {
        for (long sequence = 1; sequence <= RecentCommands.KEPT_MAX + 2; sequence++) {
            recent.applied(0, sequence);
        }
        assertEquals(RecentCommands.KEPT_MAX, recent.of(0).size());
        assertEquals(3, recent.of(0).getFirst());
        assertEquals(RecentCommands.KEPT_MAX + 2, recent.of(0).getLast());
    }
}
