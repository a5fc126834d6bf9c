package dev.atrium.game;

import dev.atrium.message.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What a viewer is sent when he looks and asks, in canonical bytes. */
final class Sent {
    private static final int QUERIES = 3;

    private Sent() {}

    /** Those who sit. */
    static List<Integer> seated(RoomMachine room) {
        return room.seats().entrySet().stream()
                .filter(seat -> seat.getValue() != Presence.LEFT)
                .map(seat -> seat.getKey().index())
                .toList();
    }

    /** The watcher, and everybody who sits. */
    static List<Viewer> viewers(RoomMachine room) {
        List<Viewer> viewers = new ArrayList<>(List.of(Viewer.WATCHER));
        seated(room).forEach(seat -> viewers.add(Viewer.seat(seat)));
        return viewers;
    }

    /** What that viewer might ask now. */
    static List<Message> queries(GameFixture fixture, RoomMachine room, Viewer viewer) {
        List<Message> queries = new ArrayList<>();
        if (viewer instanceof Viewer.Seated(int seat)) {
            RandomGenerator random = new Random(room.tick());
            for (int i = 0; i < QUERIES; i++) {
                fixture.query(room, seat, random).ifPresent(queries::add);
            }
        }
        return queries;
    }

    /** The view and the answers. */
    static List<Object> to(Viewer viewer, RoomMachine room, List<Message> queries) {
        List<Object> sent = new ArrayList<>();
        sent.add(Transcript.Bytes.of(room.view(viewer)));
        if (viewer instanceof Viewer.Seated(int seat)) {
            for (Message query : queries) {
                sent.add(
                        switch (room.query(seat, query)) {
                            case Answer.Found(Message message) -> Transcript.Bytes.of(message);
                            case Answer.Declined declined -> declined;
                        });
            }
        }
        return sent;
    }
}
