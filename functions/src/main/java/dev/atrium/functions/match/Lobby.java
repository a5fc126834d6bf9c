package dev.atrium.functions.match;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Poster;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.maintenance.Maintenance;
import dev.atrium.match.Entrant;
import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitingTicket;
import dev.atrium.message.Message;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What players ask of matchmaking, and what the schedule does for all of them. Thread-safe. */
public final class Lobby {
    private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);

    /** Maintenance takes minutes. */
    private static final long ASK_AGAIN_MS = 30_000;

    /** Rounds in one call; what is left then is left to the next one. */
    private static final int ROUNDS_MAX = 20;

    /** Who waits, in one round. */
    private static final int LISTED_MAX = 500;

    /** Rooms that are tried for somebody who would rather join one. */
    private static final int ROOMS_TRIED_MAX = 5;

    private final MatchedGames games;
    private final LobbyParts parts;
    private final Stakes stakes;
    private final Poster poster;
    private final InstantSource clock;
    private final Standing standing;

    /** A lobby of these parts. */
    Lobby(MatchedGames games, LobbyParts parts, Stakes stakes, Poster poster, InstantSource clock) {
        this.games = games;
        this.parts = parts;
        this.stakes = stakes;
        this.poster = poster;
        this.clock = clock;
        this.standing = new Standing(games, parts, poster, clock);
    }

    /** The lobby of a process. */
    public static Lobby of(Functions functions) {
        return LobbyParts.lobby(functions, MatchForming.Settings.of(functions));
    }

    /**
     * {@code matchmake}: queues the caller, or his party, tells him so, then looks whether there is
     * a match. The answer is posted here, so that it comes before a {@code match-found}.
     *
     * @return {@code busy} or {@code no-capacity} if that is how it ended
     */
    public Optional<Message> matchmake(Caller caller, ClientMessage message) throws WireException {
        MatchMessages.Matchmake asked = message.as(MatchMessages.Matchmake.class);
        MatchedGames.MatchedGame game = games.find(asked.game());
        MatchMessages.Options options = asked.options();
        Queue queue = new Queue(asked.game(), options.forStakes());
        PartyMember self =
                new PartyMember(
                        caller.playerId(),
                        caller.name(),
                        caller.icon(),
                        options.warriors(),
                        asked.nonceHash());
        Optional<PartyBook.Party> party = party(game.rules(), self, options);
        List<Entrant> entrants =
                party.map(PartyBook.Party::members).orElse(List.of(self)).stream()
                        .map(PartyMember::entrant)
                        .toList();
        requireEntrants(game.rules(), queue, entrants, options);
        QueuedTicket ticket = ticket(game.rules(), queue, caller, entrants, options);
        if (!queued(queue, ticket)) {
            throw new WireException(ErrorCode.PARTY_QUEUED);
        }
        if (options.joins() && game.rules().joinable()) {
            Optional<Message> joined = join(game, queue, ticket, caller, message);
            if (joined.isPresent()) {
                return Optional.empty();
            }
        }
        WaitingTicket waiting = ticket.waiting();
        OptionalLong due = Matchmaker.nextLook(game.rules(), waiting, clock.millis());
        long count = parts.index().add(queue, game.rules(), ticket, due, clock.millis());
        if (count < 0) {
            var _ = parts.tickets().cancel(queue, ticket);
            return Optional.of(
                    ErrorBody.of(ErrorCode.BUSY, "Too many wait right now.", message.action()));
        }
        party.ifPresent(parts.parties()::queued);
        tellQueued(ticket, queue, caller, message.id(), Math.toIntExact(count));
        return look(game, queue, waiting)
                ? Optional.empty()
                : Optional.of(ErrorBody.of(ErrorCode.NO_CAPACITY, message.action()));
    }

    private Optional<PartyBook.Party> party(
            MatchRules rules, PartyMember self, MatchMessages.Options options)
            throws WireException {
        if (!options.withParty()) {
            return Optional.empty();
        }
        PartyBook.Party party = parts.parties().toQueue(self);
        // Who plays for stakes plays against everybody.
        int most = options.forStakes() ? 1 : rules.partyMax();
        if (party.members().size() > most) {
            throw new WireException(ErrorCode.PARTY_TOO_LARGE);
        }
        return Optional.of(party);
    }

    private void requireEntrants(
            MatchRules rules, Queue queue, List<Entrant> entrants, MatchMessages.Options options)
            throws WireException {
        for (Entrant entrant : entrants) {
            if (entrant.warriors() > rules.warriorsPerPlayerMax()) {
                throw new WireException(
                        ErrorCode.OUT_OF_RANGE,
                        "options.warriors="
                                + entrant.warriors()
                                + " (allowed: 1-"
                                + rules.warriorsPerPlayerMax()
                                + ")");
            }
        }
        if (queue.stakes()) {
            // His fee is taken when a match is formed; that he could pay it is looked at now.
            if (options.wantsBots()) {
                throw new WireException(ErrorCode.BOTS_WITH_STAKES);
            }
            for (Entrant entrant : entrants) {
                stakes.admit(queue.game(), entrant.playerId(), entrant.warriors());
            }
        }
    }

    private QueuedTicket ticket(
            MatchRules rules,
            Queue queue,
            Caller caller,
            List<Entrant> entrants,
            MatchMessages.Options options) {
        return new QueuedTicket(
                RoomId.draw().value(),
                caller.playerId(),
                entrants,
                skill(rules, queue, entrants),
                options.wantsBots(),
                options.joins(),
                latencies(options),
                clock.millis());
    }

    /** Nobody reads what nothing asks for. */
    private int skill(MatchRules rules, Queue queue, List<Entrant> entrants) {
        return rules.usesSkill()
                ? parts.skills().of(queue.game(), entrants.stream().map(Entrant::playerId).toList())
                : Skills.UNKNOWN;
    }

    /** Where no host is nobody can play, however near it may be. */
    private SortedMap<String, Integer> latencies(MatchMessages.Options options) {
        TreeMap<String, Integer> near = new TreeMap<>();
        if (options.latencies().isPresent() && !options.latencies().get().isEmpty()) {
            Set<String> regions = parts.placement().regions();
            options.latencies()
                    .get()
                    .forEach(
                            (region, ms) -> {
                                if (regions.contains(region)) {
                                    near.put(region, ms);
                                }
                            });
        }
        return near;
    }

    /** Whether it waits now; one that it replaces does not any more. */
    private boolean queued(Queue queue, QueuedTicket ticket) {
        return switch (parts.tickets().queue(queue, ticket)) {
            case TicketBook.Queued.OthersWait others -> false;
            case TicketBook.Queued.Waits waits -> {
                waits.before()
                        .ifPresent(
                                before ->
                                        parts.index()
                                                .forget(
                                                        Queue.of(before.queue()),
                                                        List.of(
                                                                TicketBook.ofLeader(before)
                                                                        .waiting())));
                yield true;
            }
        };
    }

    private void tellQueued(
            QueuedTicket ticket, Queue queue, Caller caller, Optional<String> id, int waiting) {
        MatchMessages.MatchmakingQueued queued =
                new MatchMessages.MatchmakingQueued(queue.game(), ticket.enqueuedAtMs(), waiting);
        poster.post(caller.connectionId(), ServerMessage.answer(id, queued));
        byte[] others = ServerMessage.answer(Optional.empty(), queued);
        ticket.playerIds().stream()
                .filter(playerId -> !playerId.equals(caller.playerId()))
                .forEach(playerId -> parts.summons().tell(playerId, others));
    }

    /** False if there is no host for his match. He waits, and has been told so, whatever fails. */
    private boolean look(MatchedGames.MatchedGame game, Queue queue, WaitingTicket ticket) {
        boolean placed = true;
        try {
            placed = parts.matchmaker().look(game, queue, ticket) != Matchmaker.Look.NO_CAPACITY;
        } catch (RuntimeException e) {
            LOG.error("matchmaking of {} failed", queue.name(), e);
        }
        try {
            parts.waking().ensure(queue);
        } catch (RuntimeException e) {
            LOG.error("the queue {} is not woken", queue.name(), e);
        }
        return placed;
    }

    /** A seat in a room that runs, if there is one. */
    private Optional<Message> join(
            MatchedGames.MatchedGame game,
            Queue queue,
            QueuedTicket ticket,
            Caller caller,
            ClientMessage message) {
        for (int i = 0; i < ROOMS_TRIED_MAX; i++) {
            Optional<String> roomId = parts.openRooms().take(queue);
            if (roomId.isEmpty()) {
                return Optional.empty();
            }
            Optional<RoomRow> room = parts.rooms().find(roomId.get());
            boolean fits =
                    room.filter(row -> row.status().isLive())
                            .filter(row -> row.rulesVersion() == game.info().rulesVersion())
                            .isPresent();
            if (!fits || !parts.tickets().join(queue, ticket, roomId.get())) {
                parts.openRooms().close(queue, roomId.get());
                continue;
            }
            MatchMessages.MatchFound found =
                    parts.summons()
                            .matchFound(
                                    room.get(),
                                    parts.rooms().direct(room.get()),
                                    late(room.get(), ticket.entrants().getFirst()));
            tellQueued(ticket, queue, caller, message.id(), parts.index().waiting(queue));
            poster.post(caller.connectionId(), ServerMessage.answer(Optional.empty(), found));
            return Optional.of(found);
        }
        return Optional.empty();
    }

    private static Ticket late(RoomRow room, Entrant entrant) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", Integer.toString(entrant.warriors()));
        return Ticket.late(
                room.roomId(),
                entrant.playerId(),
                new LateSeat(entrant.name(), entrant.icon(), options, entrant.nonceHash()));
    }

    /**
     * {@code cancel-matchmaking}: takes the caller's ticket back, his party's too, or {@code
     * not-queued}.
     */
    public Optional<Message> cancel(Caller caller, ClientMessage message) throws WireException {
        String game = gameOf(message);
        var _ =
                parts.withdrawal()
                        .ofPlayer(
                                caller.playerId(), row -> Queue.of(row.queue()).game().equals(game))
                        .orElseThrow(() -> new WireException(ErrorCode.NOT_QUEUED));
        return Optional.of(new MatchMessages.MatchmakingCancelled(game));
    }

    /**
     * {@code matchmaking-status}: how things stand for the caller, and why he still waits. Who has
     * a match that is not over is told of it again, behind the answer.
     */
    public Optional<Message> status(Caller caller, ClientMessage message) throws WireException {
        return standing.of(caller, message, gameOf(message));
    }

    /** What people who queue together ask for. */
    Parties parties() {
        return parts.parties();
    }

    /** A message of the wake queue: looks at what is due in that queue. */
    void wake(String queueName) {
        Optional<Queue> queue = Queue.named(queueName, games);
        if (queue.isEmpty()) {
            LOG.error("there is no queue to wake of that name");
            return;
        }
        parts.waking().run(games.of(queue.get()), queue.get());
    }

    /**
     * Looks at what is due in every queue, and finds what was lost; one that fails does not stop
     * the others.
     */
    public void sweep() {
        try {
            var _ = parts.lost().sweep();
        } catch (RuntimeException e) {
            LOG.error("what was lost is not looked for", e);
        }
        for (Queue queue : queues()) {
            try {
                for (int round = 0; round < ROUNDS_MAX; round++) {
                    if (parts.matchmaker().lookAtDue(games.of(queue), queue) == 0) {
                        break;
                    }
                }
                parts.waking().ensure(queue);
            } catch (RuntimeException e) {
                LOG.error("matchmaking of {} failed", queue.name(), e);
            }
        }
    }

    /** Tells all who wait that no matches are made, and lets nobody wait in vain. */
    public void sendAway(Maintenance maintenance) {
        ErrorBody why =
                ErrorBody.of(ErrorCode.MAINTENANCE, maintenance.message(), MatchMessages.MATCHMAKE)
                        .retryAfter(ASK_AGAIN_MS);
        for (Queue queue : queues()) {
            try {
                sendAway(queue, why);
            } catch (RuntimeException e) {
                LOG.error("the queue of {} is not told", queue.name(), e);
            }
        }
    }

    private void sendAway(Queue queue, Message why) {
        int sent = 0;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<String> waiting = parts.index().oldest(queue, LISTED_MAX);
            if (waiting.isEmpty()) {
                break;
            }
            for (String ticketId : waiting) {
                Optional<QueuedTicket> ticket = parts.index().find(queue, ticketId);
                if (ticket.isPresent() && parts.withdrawal().because(queue, ticket.get(), why)) {
                    sent++;
                } else {
                    parts.index().forget(queue, ticketId);
                }
            }
        }
        if (sent > 0) {
            LOG.info("{} who waited for {} were sent away", sent, queue.name());
        }
    }

    private List<Queue> queues() {
        List<Queue> queues = new ArrayList<>();
        for (MatchedGames.MatchedGame game : games.all()) {
            queues.add(new Queue(game.info().id(), false));
            if (stakes.terms(game.info().id()).isPresent()) {
                queues.add(new Queue(game.info().id(), true));
            }
        }
        return queues;
    }

    private String gameOf(ClientMessage message) throws WireException {
        return games.find(message.as(MatchMessages.OfGame.class).game()).info().id();
    }
}
