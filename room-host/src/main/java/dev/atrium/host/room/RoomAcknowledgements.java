package dev.atrium.host.room;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.atrium.game.RoomMachine;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.wire.Acknowledgements;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * What each view acknowledges: up to which command of a seat the room has applied, and up to which
 * it is stored. On the room's thread.
 */
final class RoomAcknowledgements {
    private final RoomSeats seats;
    private final boolean shared;
    private final boolean strict;

    /**
     * Those of a room.
     *
     * @param shared whether all see the same view
     * @param strict whether what is shown is stored
     */
    RoomAcknowledgements(RoomSeats seats, boolean shared, boolean strict) {
        this.seats = seats;
        this.shared = shared;
        this.strict = strict;
    }

    /** Of all seats that players have, for a view that goes to all. */
    Acknowledgements ofAll(RoomMachine machine, JournalWriter journal) {
        int count = 0;
        for (RoomSeats.Place place : seats.all()) {
            count += place.plan().bot() ? 0 : 1;
        }
        int[] index = new int[count];
        long[] applied = new long[count];
        long[] durable = new long[count];
        int i = 0;
        for (RoomSeats.Place place : seats.all()) {
            if (!place.plan().bot()) {
                index[i] = place.index();
                applied[i] = machine.lastSequence(place.index());
                durable[i] = durable(machine, journal, place);
                i++;
            }
        }
        return new Acknowledgements(index, applied, durable);
    }

    /** Writes those that belong into the view of a seat. */
    void write(
            JsonGenerator out,
            RoomMachine machine,
            JournalWriter journal,
            RoomSeats.@Nullable Place viewer)
            throws IOException {
        out.writeObjectFieldStart("applied");
        for (RoomSeats.Place place : seats.all()) {
            if (told(place, viewer)) {
                out.writeNumberField(
                        Integer.toString(place.index()), machine.lastSequence(place.index()));
            }
        }
        out.writeEndObject();
        out.writeObjectFieldStart("durable");
        for (RoomSeats.Place place : seats.all()) {
            if (told(place, viewer)) {
                out.writeNumberField(
                        Integer.toString(place.index()), durable(machine, journal, place));
            }
        }
        out.writeEndObject();
    }

    /** What a strict room shows is stored when it is seen. */
    private long durable(RoomMachine machine, JournalWriter journal, RoomSeats.Place place) {
        return strict
                ? machine.lastSequence(place.index())
                : journal.durableSequence(place.index());
    }

    private boolean told(RoomSeats.Place place, RoomSeats.@Nullable Place viewer) {
        return !place.plan().bot() && (shared || place == viewer);
    }
}
