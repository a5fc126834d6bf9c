package dev.atrium.functions.siege;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.match.MatchMessages;
import dev.atrium.functions.notice.Connections;
import dev.atrium.functions.notice.Invitations;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.message.Message;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.SiegeRow;
import dev.atrium.wire.ServerMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tells those who are entered for a siege what became of it. Blocking and thread-safe. */
final class SiegePlayers {
    private static final Logger LOG = LoggerFactory.getLogger(SiegePlayers.class);

    private final Connections connections;
    private final Invitations invitations;
    private final Tokens tokens;

    SiegePlayers(Connections connections, Invitations invitations, Tokens tokens) {
        this.connections = connections;
        this.invitations = invitations;
        this.tokens = tokens;
    }

    /** Those of a process. */
    static SiegePlayers of(Functions functions) {
        return new SiegePlayers(
                new Connections(functions.stores(), functions.poster()),
                new Invitations(() -> functions.stores().redis(), functions.stores().keys()),
                functions.tokens());
    }

    /** Gives everybody who has a seat his ticket; every ticket is signed before the first is. */
    void invite(SiegeRow siege, List<SeatPlan> seats, String direct) {
        Map<String, byte[]> messages = new HashMap<>();
        for (SeatPlan seat : seats) {
            Ticket ticket = new Ticket(siege.roomId(), seat.playerId(), Optional.of(seat.index()));
            messages.put(
                    seat.playerId(),
                    ServerMessage.answer(Optional.empty(), matchFound(tokens, ticket, direct)));
        }
        tell(messages, true);
    }

    /** What opens the room of a siege to the ticket's player. */
    static MatchMessages.MatchFound matchFound(Tokens tokens, Ticket ticket, String direct) {
        Tokens.Issued issued = tokens.issueTicket(ticket);
        return new MatchMessages.MatchFound(
                ticket.roomId(),
                Sieges.GAME,
                issued.token(),
                direct,
                issued.expiresAt().toEpochMilli());
    }

    /** Tells each of them the same; who cannot be told finds out when he asks. */
    void tell(Collection<String> playerIds, Message message) {
        byte[] encoded = ServerMessage.answer(Optional.empty(), message);
        Map<String, byte[]> messages = new HashMap<>();
        playerIds.forEach(playerId -> messages.put(playerId, encoded));
        tell(messages, false);
    }

    /** All at once, so that nobody waits for the others to be told. */
    private void tell(Map<String, byte[]> messages, boolean kept) {
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            messages.forEach(
                    (playerId, message) -> everybody.execute(() -> tell(playerId, message, kept)));
        }
    }

    private void tell(String playerId, byte[] message, boolean kept) {
        try {
            if (!connections.post(connections.of(playerId), message) && kept) {
                invitations.keep(playerId, message);
            }
        } catch (RuntimeException e) {
            LOG.warn("a player of a siege could not be told: {}", e.toString());
        }
    }
}
