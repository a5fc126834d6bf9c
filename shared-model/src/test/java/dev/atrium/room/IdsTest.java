package dev.atrium.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Seat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.TreeMap;

class IdsTest {
    @Test
    void roomIdIsDrawnAndPrintsAsItself() {
        RoomId id = RoomId.draw();

        assertTrue(RoomId.isRoomId(id.value()));
        assertEquals(id, new RoomId(id.value()));
        assertEquals(id.value(), id.toString());
        assertNotEquals(id, RoomId.draw());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcdeg",
                "0123456789abcdef0123456789abcde\n",
                "\u0660123456789abcdef0123456789abcde"
            })
    void whatIsNoRoomIdIsRefused(String text) {
        assertFalse(RoomId.isRoomId(text));
        assertThrows(IllegalArgumentException.class, () -> new RoomId(text));
    }

    @Test
    void hostIdIsNewAtEveryDraw() {
        HostId id = HostId.draw();

        assertTrue(id.value().matches("host-[0-9a-f]{16}"), id::value);
        assertEquals(id.value(), id.toString());
        assertNotEquals(id, HostId.draw());
        assertEquals(64, new HostId("h".repeat(64)).value().length());
        assertThrows(IllegalArgumentException.class, () -> new HostId(""));
        assertThrows(IllegalArgumentException.class, () -> new HostId("h".repeat(65)));
    }

    @Test
    void plannedSeatIsTheSeatOfTheGame() {
        TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "3"));

        assertEquals(
                new Seat(2, "p-a", "Ann", "fox", false, options),
                new SeatPlan(2, "p-a", "Ann", "fox", false, options, "ab").seat());
    }
}
