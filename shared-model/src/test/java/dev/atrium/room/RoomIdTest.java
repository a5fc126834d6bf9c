package dev.atrium.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class RoomIdTest {

    @Test
    void aDrawnIdIsARoomIdAndNoneLikeIt() {
        RoomId drawn = RoomId.draw();
        assertTrue(RoomId.isRoomId(drawn.value()));
        assertEquals(drawn, new RoomId(drawn.value()));
        assertEquals(drawn.value(), drawn.toString());
        assertNotEquals(drawn, RoomId.draw());
    }

    @Test
    void onlyThirtyTwoLowerCaseHexDigitsAreARoomId() {
        assertTrue(RoomId.isRoomId("0123456789abcdef0123456789abcdef"));
        for (String text :
                List.of(
                        "",
                        "0123456789abcdef0123456789abcde",
                        "0123456789abcdef0123456789abcdef0",
                        "0123456789ABCDEF0123456789ABCDEF",
                        "0123456789abcdeg0123456789abcdef",
                        "0123456789abcde/0123456789abcdef",
                        "0123456789abcde:0123456789abcdef",
                        "0123456789abcde`0123456789abcdef",
                        "0123456789abcde٣0123456789abcdef")) {
            assertFalse(RoomId.isRoomId(text), text);
            assertThrows(IllegalArgumentException.class, () -> new RoomId(text), text);
        }
    }
}
