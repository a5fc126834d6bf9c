package dev.atrium.functions.match;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.notice.Connections;
import dev.atrium.functions.notice.Invitations;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.ServerMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Finds the players of a match and calls them to it. Blocking and thread-safe. */
final class Summons {
    private static final Logger LOG = LoggerFactory.getLogger(Summons.class);

    private final Connections connections;
    private final Supplier<Tokens> tokens;
    private final Invitations invitations;

    /**
     * Through these connections.
     *
     * @param tokens sign the tickets of rooms; who only tells players something needs no key
     * @param invitations for those who could not be told
     */
    Summons(Connections connections, Supplier<Tokens> tokens, Invitations invitations) {
        this.connections = connections;
        this.tokens = tokens;
        this.invitations = invitations;
    }

    /** Those of a process. */
    static Summons of(Functions functions) {
        return new Summons(
                new Connections(functions.stores(), functions.poster()),
                functions::tokens,
                new Invitations(() -> functions.stores().redis(), functions.stores().keys()));
    }

    /** The connections of all who are on these tickets, all looked for at once. */
    Map<String, List<String>> connections(List<QueuedTicket> tickets) {
        Map<String, List<String>> found = new ConcurrentHashMap<>();
        List<RuntimeException> failed = new CopyOnWriteArrayList<>();
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            for (QueuedTicket ticket : tickets) {
                for (String playerId : ticket.playerIds()) {
                    everybody.execute(
                            () -> {
                                try {
                                    found.put(playerId, connections.of(playerId));
                                } catch (RuntimeException e) {
                                    failed.add(e);
                                }
                            });
                }
            }
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
        return found;
    }

    /**
     * Tells everybody at once, so that nobody waits for the others to be told; every ticket is
     * signed before the first is.
     *
     * @param direct the WebSocket address of the room's host
     * @param reachable the connections of each player
     */
    void invite(
            RoomRow room,
            String direct,
            List<SeatPlan> seats,
            Map<String, List<String>> reachable) {
        Map<String, byte[]> messages = new HashMap<>();
        for (SeatPlan seat : seats) {
            if (!seat.bot()) {
                messages.put(
                        seat.playerId(),
                        ServerMessage.answer(
                                Optional.empty(), matchFound(room, direct, seatOf(room, seat))));
            }
        }
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            messages.forEach(
                    (playerId, message) ->
                            everybody.execute(
                                    () ->
                                            tell(
                                                    room,
                                                    playerId,
                                                    reachable.getOrDefault(playerId, List.of()),
                                                    message)));
        }
    }

    /** The ticket of a seat. */
    static Ticket seatOf(RoomRow room, SeatPlan seat) {
        return new Ticket(room.roomId(), seat.playerId(), Optional.of(seat.index()));
    }

    /** The message that calls the owner of a ticket to its room. */
    MatchMessages.MatchFound matchFound(RoomRow room, String direct, Ticket ticket) {
        Tokens.Issued issued = tokens.get().issueTicket(ticket);
        return new MatchMessages.MatchFound(
                room.roomId(),
                room.game(),
                issued.token(),
                direct,
                issued.expiresAt().toEpochMilli());
    }

    private void tell(RoomRow room, String playerId, List<String> ids, byte[] message) {
        try {
            if (!connections.post(ids, message)) {
                LOG.warn("room {}: a player could not be told", room.roomId());
                invitations.keep(playerId, message);
            }
        } catch (RuntimeException e) {
            LOG.error("room {}: a player could not be invited", room.roomId(), e);
        }
    }

    /** Tells a player something, if he can be reached. */
    void tell(String playerId, byte[] message) {
        try {
            var _ = connections.post(connections.of(playerId), message);
        } catch (RuntimeException e) {
            // He finds out when he asks how things stand.
            LOG.warn("somebody who waited could not be told: {}", e.toString());
        }
    }
}
