package dev.atrium.functions.match;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Poster;
import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitReason;
import dev.atrium.match.WaitingTicket;
import dev.atrium.message.Message;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.TicketRow;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ServerMessage;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How things stand for those who wait, or have a match. */
final class Standing {
    /** A match is told again for as long as its ticket would be good. */
    private static final long TOLD_AGAIN_MS = 3_600_000;

    private final MatchedGames games;
    private final LobbyParts parts;
    private final Poster poster;
    private final InstantSource clock;

    Standing(MatchedGames games, LobbyParts parts, Poster poster, InstantSource clock) {
        this.games = games;
        this.parts = parts;
        this.poster = poster;
        this.clock = clock;
    }

    /**
     * How things stand for the caller, and why he still waits. Who has a match that is not over is
     * told of it again, behind the answer.
     *
     * @param game that he asks about, one of those that there are
     */
    Optional<Message> of(Caller caller, ClientMessage message, String game) {
        Optional<TicketRow> row =
                parts.tickets()
                        .find(caller.playerId())
                        .filter(last -> Queue.of(last.queue()).game().equals(game));
        Queue queue = row.map(last -> Queue.of(last.queue())).orElse(new Queue(game, false));
        int waiting = parts.index().waiting(queue);
        if (row.isEmpty()) {
            return Optional.of(status(game, waiting));
        }
        if (!row.get().isWaiting()) {
            return matched(caller, message, row.get(), status(game, waiting));
        }
        Optional<QueuedTicket> ticket = parts.tickets().ticket(row.get());
        return Optional.of(
                new MatchMessages.MatchmakingStatus(
                        game,
                        true,
                        waiting,
                        Math.max(0, clock.millis() - row.get().enqueuedAtMs()),
                        ticket.map(own -> why(games.of(queue).rules(), queue, own.waiting())),
                        Optional.empty()));
    }

    private static MatchMessages.MatchmakingStatus status(String game, int waiting) {
        return new MatchMessages.MatchmakingStatus(
                game, false, waiting, 0, Optional.empty(), Optional.empty());
    }

    private MatchMessages.Why why(MatchRules rules, Queue queue, WaitingTicket ticket) {
        long nowMs = clock.millis();
        List<WaitingTicket> near = parts.index().near(queue, rules, ticket, nowMs);
        return MatchMessages.Why.of(WaitReason.of(rules, ticket, near, nowMs));
    }

    private Optional<Message> matched(
            Caller caller,
            ClientMessage message,
            TicketRow row,
            MatchMessages.MatchmakingStatus none) {
        Optional<RoomRow> room =
                Optional.ofNullable(row.roomId())
                        .filter(id -> clock.millis() - row.enqueuedAtMs() < TOLD_AGAIN_MS)
                        .flatMap(parts.rooms()::find)
                        .filter(found -> found.status().isLive());
        if (room.isEmpty()) {
            return Optional.of(none);
        }
        MatchMessages.MatchmakingStatus status =
                new MatchMessages.MatchmakingStatus(
                        none.game(),
                        false,
                        none.waiting(),
                        0,
                        Optional.empty(),
                        Optional.of(room.get().roomId()));
        Optional<SeatPlan> seat =
                SeatPlans.of(room.get()).stream()
                        .filter(own -> own.playerId().equals(caller.playerId()))
                        .findFirst();
        if (seat.isEmpty()) {
            return Optional.of(status);
        }
        MatchMessages.MatchFound found =
                parts.summons()
                        .matchFound(
                                room.get(),
                                parts.rooms().direct(room.get()),
                                Summons.seatOf(room.get(), seat.get()));
        poster.post(caller.connectionId(), ServerMessage.answer(message.id(), status));
        poster.post(caller.connectionId(), ServerMessage.answer(Optional.empty(), found));
        return Optional.empty();
    }
}
