package dev.atrium.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HostIdTest {

    @Test
    void everyStartDrawsAnother() {
        HostId drawn = HostId.draw();
        assertTrue(drawn.value().matches("host-[0-9a-f]{16}"), drawn.value());
        assertNotEquals(drawn, HostId.draw());
        assertEquals(drawn.value(), drawn.toString());
    }

    @Test
    void aHostIdHasOneToSixtyFourCharacters() {
        assertEquals("h", new HostId("h").value());
        assertEquals(64, new HostId("h".repeat(64)).value().length());
        assertThrows(IllegalArgumentException.class, () -> new HostId(""));
        assertThrows(IllegalArgumentException.class, () -> new HostId("h".repeat(65)));
    }
}
