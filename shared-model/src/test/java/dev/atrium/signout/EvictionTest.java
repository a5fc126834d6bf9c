package dev.atrium.signout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.wire.CloseCode;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

class EvictionTest {
    private static final Eviction EVICTION = new Eviction("p-1", 17, CloseCode.SIGNED_OUT);

    @Test
    void entryOfTheLogComesBackAsItWasWritten() {
        assertEquals(Optional.of(EVICTION), Eviction.of(EVICTION.fields()));
    }

    @Test
    void whatThisBuildDoesNotKnowIsNoEviction() {
        assertEquals(Optional.empty(), Eviction.of(Map.of()));
        assertEquals(
                Optional.empty(),
                Eviction.of(Map.of("player", "p-1", "before", "soon", "code", "SIGNED_OUT")));
        assertEquals(
                Optional.empty(),
                Eviction.of(Map.of("player", "p-1", "before", "17", "code", "MOVED_HOUSE")));
    }
}
