package dev.atrium.host.sim;

import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.front.RoomFound;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.host.room.Posted;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;

import java.util.Optional;
import java.util.TreeMap;

/** Where players come in at a host; in the place of sockets, envelopes and tickets. */
final class SimFront {
    private final SimRun run;
    private final SimWorld world;
    private final String hostId;
    private final SimWorld.Lane process;
    private final RoomOpener opener;
    private final RoomTable rooms;
    private final SimClock clock;

    /** The highest number that a command of a player had here. */
    private final TreeMap<String, Long> highest = new TreeMap<>();

    SimFront(
            SimRun run,
            String hostId,
            SimWorld.Lane process,
            RoomOpener opener,
            RoomTable rooms,
            SimClock clock) {
        this.rooms = rooms;
        this.run = run;
        this.world = run.world();
        this.hostId = hostId;
        this.process = process;
        this.opener = opener;
        this.clock = clock;
    }

    /** In a thread of this host: somebody with a ticket wants into a room. */
    void enter(SimSocket socket, SimClient client, boolean resumes) {
        if (world.chance(0.02)) {
            askNonsense();
        }
        RoomFound found;
        try {
            found = resumes ? opener.locate(client.roomId()) : opener.open(client.roomId());
        } catch (RuntimeException e) {
            run.note(hostId + ": entering failed: " + e);
            socket.broken();
            return;
        }
        if (!(found instanceof RoomFound.Here here)) {
            socket.broken();
            return;
        }
        RoomCall call =
                resumes
                        ? new RoomCall.Resume(
                                socket,
                                Optional.empty(),
                                client.playerId(),
                                client.lastEpoch(),
                                client.lastSequence())
                        : new RoomCall.Enter(
                                socket, Optional.empty(), client.ticket(), SimClient.NONCE, true);
        here.room().post(call);
    }

    /** What clients ask that know no better. */
    private void askNonsense() {
        opener.open("no-room");
        opener.locate("no-room");
        opener.open("0".repeat(32));
        opener.locate("0".repeat(32));
        // Nobody inherits what is his own, or over.
        run.roomIds().stream()
                .flatMap(id -> run.room(id).stream())
                .filter(row -> row.owner().equals(hostId) || !row.status().isLive())
                .forEach(
                        row -> {
                            opener.inherit(row, false);
                            if (!row.status().isLive() && rooms.take(row, hostId).isPresent()) {
                                run.wrong("a room that is over is taken");
                            }
                        });
    }

    /** In a thread of this host: somebody finds the room, and goes before he is in. */
    void knock(String roomId) {
        world.start(
                process,
                () -> {
                    try {
                        opener.open(roomId);
                    } catch (RuntimeException e) {
                        run.note(hostId + ": nobody opens: " + e);
                    }
                });
    }

    private static TallyGame.Said said(int value) {
        return value == SimClient.CHATTERED
                ? new TallyGame.Chat(value, SimClient.PADDING)
                : new TallyGame.Note(value);
    }

    /** In a thread of this host: a command. */
    void act(SimSocket socket, long sequence, int value) {
        Room room = socket.room();
        if (room == null) {
            return;
        }
        if (!room.pulse().flagged().isEmpty()) {
            run.wrong(room.roomId() + ": an honest player is flagged");
        }
        long before = highest.merge(socket.client().playerId(), sequence, Math::max);
        if (run.plant() == Plant.RESEND_IS_CHEATING && before > sequence) {
            room.post(new RoomCall.Leave(socket, Optional.empty()));
            return;
        }
        Posted posted =
                room.post(
                        new RoomCall.Act(
                                socket,
                                socket.seat(),
                                Optional.empty(),
                                sequence,
                                said(value),
                                clock.nanoTime()));
        if (posted != Posted.TAKEN) {
            // As the front does.
            socket.refuse(sequence);
        }
    }
}
