package dev.atrium.wire;

import dev.atrium.message.Message;

import java.util.List;

/**
 * What one frame of {@code atrium.v1} shows.
 *
 * @param position where in the room's stream it stands
 * @param timeMs the server's wall time of its tick
 * @param acknowledged of all seats of people
 * @param events the JSON texts of the events since the frame before, the oldest first
 * @param view the game's
 */
public record CompactView(
        ServerMessage.Position position,
        long timeMs,
        Acknowledgements acknowledged,
        List<String> events,
        Message view) {
    public CompactView {
        events = List.copyOf(events);
    }
}
