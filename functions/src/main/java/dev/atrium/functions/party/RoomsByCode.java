package dev.atrium.functions.party;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.functions.edge.SourceNetwork;
import dev.atrium.functions.edge.Stores;
import dev.atrium.functions.placement.Placement;
import dev.atrium.game.GameInfo;
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.message.Message;
import dev.atrium.room.RoomCode;
import dev.atrium.room.RoomId;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomCodeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;
import dev.atrium.words.WordFilter;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What players ask of rooms that are found by a code. A ticket only opens the door: that a room is
 * full, locked or has begun the room itself tells who enters. Blocking and thread-safe.
 */
final class RoomsByCode {
    private final JoinedGames games;
    private final RoomCodes codes;
    private final Placement placement;
    private final Stores stores;
    private final Entry entry;

    RoomsByCode(
            JoinedGames games, RoomCodes codes, Placement placement, Stores stores, Entry entry) {
        this.games = games;
        this.codes = codes;
        this.placement = placement;
        this.stores = stores;
        this.entry = entry;
    }

    /**
     * Who gets in, and by what.
     *
     * @param tokens issues tickets
     * @param rates counts rooms and wrong codes
     * @param words which no name may have in it
     * @param clock wall time
     */
    record Entry(Tokens tokens, RateLimit rates, WordFilter words, InstantSource clock) {}

    /** That of a process. */
    static RoomsByCode of(Functions functions, JoinedGames games) {
        SecureRandom random = new SecureRandom();
        return new RoomsByCode(
                games,
                RoomCodes.of(functions, random),
                Placement.of(functions, random),
                functions.stores(),
                new Entry(
                        functions.tokens(),
                        functions.rates(),
                        functions.words(),
                        functions.clock()));
    }

    /**
     * {@code create-room}: claims a code, places a room without seats that has it, and gives the
     * caller a ticket. A process that dies on the way leaves a code without a room, which the
     * sweeper releases, or a room that nobody enters, which is void within two minutes.
     *
     * @throws WireException {@code unknown-game}, {@code profanity} or {@code no-capacity}
     */
    Optional<Message> create(Caller caller, SourceNetwork from, ClientMessage message)
            throws WireException {
        PartyMessages.CreateRoom asked = message.as(PartyMessages.CreateRoom.class);
        GameInfo game = games.find(asked.gameId());
        Optional<LateSeat> seat =
                asked.playerName().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                seat(
                                        asked.playerName().get(),
                                        asked.playerIcon().orElse(caller.icon())));
        if (entry.rates().take(RateLimit.Rate.ROOMS, caller.playerId())
                instanceof RateLimit.Allowance.Exceeded(long retryAfterMs)) {
            return Optional.of(tooMany(message, retryAfterMs));
        }
        if (entry.rates().take(RateLimit.Rate.ROOMS_OF_A_NETWORK, from.key())
                instanceof RateLimit.Allowance.Exceeded(long retryAfterMs)) {
            return Optional.of(tooMany(message, retryAfterMs));
        }
        RoomId roomId = RoomId.draw();
        long nowMs = entry.clock().millis();
        RoomCodeRow code =
                codes.claim(roomId, game.id(), nowMs)
                        .orElseThrow(() -> new WireException(ErrorCode.NO_CAPACITY));
        TreeMap<String, String> options = new TreeMap<>();
        options.put("roomCode", code.code());
        options.put("gameMode", asked.mode().wireName());
        Optional<Placement.Placed> placed = placement.place(roomId, game, List.of(), options);
        if (placed.isEmpty()) {
            var _ = codes.release(new RoomCode(code.code()), roomId, nowMs);
            throw new WireException(ErrorCode.NO_CAPACITY);
        }
        return Optional.of(ready(caller, code, seat, placed.get().host().directUrl()));
    }

    /**
     * {@code join-room}: a ticket by which the room gives the caller a seat, or his own back.
     *
     * @throws WireException {@code profanity}, {@code room-expired} or {@code room-over}
     */
    Optional<Message> join(Caller caller, SourceNetwork from, ClientMessage message)
            throws WireException {
        PartyMessages.JoinRoom asked = message.as(PartyMessages.JoinRoom.class);
        LateSeat seat = seat(asked.playerName(), asked.playerIcon());
        return enter(caller, from, message, asked.roomCode(), Optional.of(seat));
    }

    /**
     * {@code watch}: a ticket by which the caller looks on without a seat.
     *
     * @throws WireException {@code room-expired} or {@code room-over}
     */
    Optional<Message> watch(Caller caller, SourceNetwork from, ClientMessage message)
            throws WireException {
        String typed = message.as(PartyMessages.Watch.class).roomCode();
        return enter(caller, from, message, typed, Optional.empty());
    }

    private Optional<Message> enter(
            Caller caller,
            SourceNetwork from,
            ClientMessage message,
            String typed,
            Optional<LateSeat> seat)
            throws WireException {
        // Counted before it is looked for: else as many could be tried at once as one likes.
        if (entry.rates().take(RateLimit.Rate.WRONG_CODES, from.key())
                instanceof RateLimit.Allowance.Exceeded(long retryAfterMs)) {
            return Optional.of(tooMany(message, retryAfterMs));
        }
        Optional<Found> found;
        try {
            found = find(typed);
        } catch (RuntimeException e) {
            // It is not known whether it was wrong, and that is not his doing.
            entry.rates().giveBack(RateLimit.Rate.WRONG_CODES, from.key());
            throw e;
        }
        if (found.isEmpty()) {
            return Optional.of(ErrorBody.of(ErrorCode.ROOM_NOT_FOUND, message.action()));
        }
        entry.rates().giveBack(RateLimit.Rate.WRONG_CODES, from.key());
        RoomCodeRow code = found.get().code();
        RoomRow room = found.get().room();
        if (code.hasExpired(entry.clock().millis())) {
            throw new WireException(ErrorCode.ROOM_EXPIRED);
        }
        if (!room.status().isLive()) {
            throw new WireException(ErrorCode.ROOM_OVER);
        }
        String direct = stores.find(Tables.HOSTS, room.owner()).map(HostRow::directUrl).orElse("");
        return Optional.of(ready(caller, code, seat, direct));
    }

    /** A code that somebody has or had, and its room. */
    private record Found(RoomCodeRow code, RoomRow room) {}

    /** A code that was claimed for a room that is not placed was told nobody. */
    private Optional<Found> find(String typed) {
        return RoomCode.parse(typed)
                .flatMap(codes::find)
                .flatMap(
                        code ->
                                stores.find(Tables.ROOMS, code.roomId())
                                        .map(room -> new Found(code, room)));
    }

    private static ErrorBody tooMany(ClientMessage message, long retryAfterMs) {
        return ErrorBody.of(ErrorCode.RATE_LIMITED, message.action()).retryAfter(retryAfterMs);
    }

    private LateSeat seat(String name, String icon) throws WireException {
        if (entry.words().forbids(name)) {
            throw new WireException(ErrorCode.PROFANITY);
        }
        return new LateSeat(name, icon, Collections.emptySortedMap(), "");
    }

    private PartyMessages.RoomReady ready(
            Caller caller, RoomCodeRow code, Optional<LateSeat> seat, String direct) {
        String playerId = caller.playerId();
        Ticket ticket =
                seat.map(taken -> Ticket.late(code.roomId(), playerId, taken))
                        .orElseGet(() -> Ticket.watching(code.roomId(), playerId));
        return new PartyMessages.RoomReady(
                code.roomId(),
                code.code(),
                code.game(),
                entry.tokens().issueTicket(ticket).token(),
                direct);
    }
}
