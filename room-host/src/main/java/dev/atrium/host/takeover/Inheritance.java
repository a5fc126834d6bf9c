package dev.atrium.host.takeover;

import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.state.StateHash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Who inherits which room: each host by its spare capacity, so that survivors who see the same
 * hosts agree without a word. Weighted rendezvous hashing: who comes or goes moves no more rooms
 * than his share. Where they do not agree, the conditional write decides.
 */
final class Inheritance {
    private Inheritance() {}

    /** The host that should take a room, if any can. */
    static Optional<HostRow> heirOf(RoomRow room, List<HostRow> alive) {
        String game = HostRow.gameKey(room.game(), room.rulesVersion());
        HostRow heir = null;
        double best = 0;
        for (HostRow host : alive) {
            int spare = host.capacityRooms() - host.rooms();
            if (host.draining() || spare <= 0 || !host.games().contains(game)) {
                continue;
            }
            double score = -spare / Math.log(fraction(room.roomId(), host.hostId()));
            if (heir == null || score > best) {
                heir = host;
                best = score;
            }
        }
        return Optional.ofNullable(heir);
    }

    /** Evenly spread over (0, 1), the same on every host. */
    private static double fraction(String roomId, String hostId) {
        byte[] both = (roomId + "/" + hostId).getBytes(StandardCharsets.UTF_8);
        long bits = ByteBuffer.wrap(StateHash.of(both).toBytes()).getLong() >>> 11;
        return (bits + 0.5) / (1L << 53);
    }
}
