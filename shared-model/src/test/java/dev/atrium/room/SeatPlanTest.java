package dev.atrium.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.game.Seat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

class SeatPlanTest {

    @Test
    void theGameSeesThePlanWithoutTheNonce() {
        TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "2"));
        assertEquals(
                new Seat(3, "bot-1", "Ann", "fox", true, options),
                new SeatPlan(3, "bot-1", "Ann", "fox", true, options, "").seat());
        assertEquals(
                new Seat(0, "player-1", "Bob", "owl", false, options),
                new SeatPlan(0, "player-1", "Bob", "owl", false, options, "ab").seat());
    }

    @Test
    void aPlanThatNoSeatCanBeMakesNone() {
        SeatPlan nameless = new SeatPlan(0, "player-1", "", "owl", false, new TreeMap<>(), "ab");
        assertThrows(IllegalArgumentException.class, nameless::seat);
    }
}
