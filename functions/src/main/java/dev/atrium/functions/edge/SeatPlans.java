package dev.atrium.functions.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.Json;

import java.util.List;

/** Reads who was seated when a match was made. */
public final class SeatPlans {
    private static final TypeReference<List<SeatPlan>> LIST = new TypeReference<>() {};

    private SeatPlans() {}

    /**
     * As it was written when the room was placed.
     *
     * @throws IllegalStateException if the row holds no such list
     */
    public static List<SeatPlan> of(RoomRow room) {
        try {
            return Json.mapper().readValue(room.seats(), LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the seats of " + room.roomId() + " are unreadable", e);
        }
    }
}
