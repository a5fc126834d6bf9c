package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdleRoomsTest {
    @Test
    void roomsWithNothingToDoLiveAndAreNotWoken() throws Exception {
        IdleRooms.Measured measured = IdleRooms.measure(200, 1, 0);

        assertEquals(200, measured.rooms());
        assertEquals(200, measured.alive());
        assertTrue(measured.percentOfACore() >= 0);
    }
}
