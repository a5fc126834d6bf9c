package dev.atrium.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class RoomStatusTest {

    @Test
    void theNamesThatRowsHoldStayInTheOrderOfARoomsLife() {
        assertEquals(
                List.of("PLACED", "PLAYING", "FINISHED", "VOID"),
                Arrays.stream(RoomStatus.values()).map(Enum::name).toList());
    }
}
