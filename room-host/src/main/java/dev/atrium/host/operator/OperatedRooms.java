package dev.atrium.host.operator;

import dev.atrium.escrow.EscrowState;
import dev.atrium.host.dynamo.RoomStakes;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.room.Posted;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;
import dev.atrium.host.room.RoomHandOver;
import dev.atrium.host.room.RoomOrder;
import dev.atrium.host.takeover.HandOvers;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.unsettled.MatchStates;
import dev.atrium.wire.ErrorCode;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What operators do to rooms of this host: those that run here are told, and those that were never
 * opened, or are not run by anybody, are changed in their rows. Blocking, bounded.
 */
public final class OperatedRooms {
    /** Why a room is void that an operator ended. */
    static final String VOID = "operator-void";

    /** Why a room is void whose stakes an operator gives back. */
    static final String REFUND = "operator-refund";

    /** Of a refund that is ordered, and may still be under way. */
    static final String REFUNDING = "refunding";

    /** Of a refund that is done. */
    static final String REFUNDED = "refunded";

    /** Of a refund that found no stakes. */
    static final String NOTHING_TO_REFUND = "nothing-to-refund";

    /** Longer than three heirs in a row take to answer. */
    private static final long ORDER_TIMEOUT_S = 15;

    private final RoomDirectory directory;
    private final RoomTable rooms;
    private final HandOvers handOvers;
    private final HostsSeen hosts;
    private final RoomStakes stakes;
    private final MatchStates states;

    /**
     * Rooms of a host.
     *
     * @param hosts who lives
     * @param stakes of rooms, whoever runs them
     * @param states of matches
     */
    public OperatedRooms(
            RoomDirectory directory,
            RoomTable rooms,
            HandOvers handOvers,
            HostsSeen hosts,
            RoomStakes stakes,
            MatchStates states) {
        this.directory = directory;
        this.rooms = rooms;
        this.handOvers = handOvers;
        this.hosts = hosts;
        this.stakes = stakes;
        this.states = states;
    }

    OperatorAnswer kick(String roomId, Optional<String> playerId) {
        if (playerId.isEmpty()) {
            return new OperatorAnswer.Refused(
                    ErrorCode.MISSING_FIELD,
                    "Which player? The query parameter player is missing.");
        }
        return order(roomId, new RoomOrder.Kick(playerId.get()));
    }

    OperatorAnswer order(String roomId, RoomOrder order) {
        Optional<Room> here = find(roomId);
        return here.isPresent() ? tell(here.get(), order) : notRunHere(roomId);
    }

    private Optional<Room> find(String roomId) {
        return RoomId.isRoomId(roomId) ? directory.find(roomId) : Optional.empty();
    }

    private Optional<RoomRow> row(String roomId) {
        return RoomId.isRoomId(roomId) ? rooms.find(roomId) : Optional.empty();
    }

    private OperatorAnswer tell(Room room, RoomOrder order) {
        CompletableFuture<RoomOrder.Result> result = new CompletableFuture<>();
        Posted posted = room.post(new RoomCall.Ordered(order, result::complete));
        return switch (posted) {
            case BUSY -> OperatorAnswer.refused(ErrorCode.BUSY);
            // Over, or elsewhere by now.
            case GONE -> notRunHere(room.roomId());
            case TAKEN -> answer(room.roomId(), await(result));
        };
    }

    private static Optional<RoomOrder.Result> await(CompletableFuture<RoomOrder.Result> result) {
        try {
            return Optional.of(result.get(ORDER_TIMEOUT_S, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static OperatorAnswer answer(String roomId, Optional<RoomOrder.Result> result) {
        if (result.isEmpty()) {
            return new OperatorAnswer.NotKnown(
                    "The room did not answer in time; whether it is done is not known.");
        }
        return switch (result.get()) {
            case RoomOrder.Result.Done done ->
                    OperatorAnswer.done("roomId", roomId, "tick", done.tick());
            case RoomOrder.Result.Moved moved ->
                    OperatorAnswer.done(
                            "roomId", roomId, "direct", moved.direct(), "epoch", moved.epoch());
            case RoomOrder.Result.Voided voided -> isVoid(roomId, voided.reason());
            case RoomOrder.Result.Refused refused -> OperatorAnswer.refused(refused.why());
            case RoomOrder.Result.NotKnown notKnown ->
                    new OperatorAnswer.NotKnown(
                            "No store says whether the room is void; nobody plays it here now.");
        };
    }

    /** Nothing is done: nobody runs it here, and its row says why. */
    private OperatorAnswer notRunHere(String roomId) {
        return row(roomId)
                .map(
                        row ->
                                switch (row.status()) {
                                    case FINISHED, VOID ->
                                            OperatorAnswer.refused(ErrorCode.ROOM_OVER);
                                    case PLACED -> notRunByAnybody(row, ErrorCode.ROOM_NOT_PLAYING);
                                    case PLAYING -> notRunByAnybody(row, ErrorCode.ROOM_MOVING);
                                })
                .orElseGet(() -> OperatorAnswer.refused(ErrorCode.ROOM_NOT_FOUND));
    }

    private OperatorAnswer notRunByAnybody(RoomRow row, ErrorCode ours) {
        return isOurs(row) ? OperatorAnswer.refused(ours) : elsewhere(row);
    }

    private boolean isOurs(RoomRow row) {
        return row.owner().equals(hosts.ownId());
    }

    private static OperatorAnswer elsewhere(RoomRow row) {
        return new OperatorAnswer.Refused(
                ErrorCode.ROOM_ELSEWHERE, "Host " + row.owner() + " owns the room.");
    }

    // -- void and refund ------------------------------------------------------------------------

    /** Ends it without a result; one that is void already stays so. */
    OperatorAnswer makeVoid(String roomId, String reason) {
        Optional<Room> here = find(roomId);
        if (here.isPresent()) {
            return tell(here.get(), new RoomOrder.MakeVoid(reason));
        }
        Optional<RoomRow> row = row(roomId);
        if (row.isPresent() && row.get().status() == RoomStatus.VOID) {
            return isVoid(roomId, String.valueOf(row.get().voidReason()));
        }
        if (row.isEmpty() || row.get().liveOwner() == null || !isOurs(row.get())) {
            return notRunHere(roomId);
        }
        Optional<String> done =
                row.get().status() == RoomStatus.PLACED
                        ? Optional.of(reason).filter(why -> rooms.voidPlaced(row.get(), why))
                        : rooms.voidRoom(roomId, hosts.ownId(), row.get().epoch(), reason);
        // If not, it was opened or taken just now.
        return done.map(why -> isVoid(roomId, why))
                .orElseGet(() -> OperatorAnswer.refused(ErrorCode.ROOM_MOVING));
    }

    private static OperatorAnswer isVoid(String roomId, String reason) {
        return OperatorAnswer.done("roomId", roomId, "status", "void", "voidReason", reason);
    }

    /**
     * Has the stakes of a room go back of which nothing counts. One that plays is made void first;
     * one whose outcome is settled, or still may be without an operator, is over.
     */
    OperatorAnswer refund(String roomId) {
        Optional<RoomRow> finished = row(roomId).filter(row -> row.status() == RoomStatus.FINISHED);
        if (finished.isPresent()) {
            return refundFinished(roomId);
        }
        OperatorAnswer isVoid = makeVoid(roomId, REFUND);
        return isVoid instanceof OperatorAnswer.Done done ? giveBack(roomId, done) : isVoid;
    }

    private OperatorAnswer refundFinished(String roomId) {
        Optional<String> refusal = stakes.refusal(roomId).or(() -> stakes.deadLetter(roomId));
        boolean decided = stakes.escrow(roomId).flatMap(EscrowState::disposal).isPresent();
        if (refusal.isEmpty() && !decided) {
            return OperatorAnswer.refused(ErrorCode.ROOM_OVER);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("roomId", roomId);
        body.put("status", "finished");
        refusal.ifPresent(reason -> body.put("refusal", reason));
        return giveBack(roomId, new OperatorAnswer.Done(body));
    }

    /**
     * Orders it of the function that hears of it from the table's stream, which may have been told
     * before and have failed: a room that is void already makes nobody look again by itself.
     *
     * @param done what is said of the room
     */
    private OperatorAnswer giveBack(String roomId, OperatorAnswer.Done done) {
        Optional<EscrowState> escrow = stakes.escrow(roomId);
        if (escrow.isEmpty()) {
            // Nothing moves, but a dispute ends with it.
            var _ = stakes.deadLetter(roomId).isPresent() && stakes.orderRefund(roomId);
            done.body().put("code", NOTHING_TO_REFUND);
            return done;
        }
        return switch (escrow.get()) {
            case OPEN, REFUNDING -> {
                if (!stakes.orderRefund(roomId)) {
                    yield OperatorAnswer.refused(ErrorCode.ROOM_MOVING);
                }
                done.body().put("code", REFUNDING);
                yield done;
            }
            case REFUNDED -> {
                done.body().put("code", REFUNDED);
                yield done;
            }
            case SETTLING, PAYING, PAID -> OperatorAnswer.refused(ErrorCode.ALREADY_PAID);
        };
    }

    // -- hand-over ------------------------------------------------------------------------------

    /**
     * Gives a room to another host; it stays if none takes it.
     *
     * @param to which host; whoever can, if left out
     */
    OperatorAnswer handOver(String roomId, Optional<String> to) {
        Optional<RoomRow> row = row(roomId);
        if (row.isEmpty() || row.get().liveOwner() == null || !isOurs(row.get())) {
            return notRunHere(roomId);
        }
        if (to.isPresent() && hosts.ownId().equals(to.get())) {
            return new OperatorAnswer.Refused(ErrorCode.HOST_UNFIT, "The room is there already.");
        }
        if (to.isPresent() && !hosts.lives(to.get())) {
            return OperatorAnswer.refused(ErrorCode.HOST_NOT_FOUND);
        }
        if (!handOvers.canTake(row.get(), to)) {
            return OperatorAnswer.refused(
                    to.isPresent() ? ErrorCode.HOST_UNFIT : ErrorCode.NO_CAPACITY);
        }
        RoomHandOver target = to.map(handOvers::to).orElse(handOvers);
        Optional<Room> here = find(roomId);
        return here.isPresent()
                ? tell(here.get(), new RoomOrder.HandOver(target))
                : giveUnopened(row.get(), target);
    }

    private OperatorAnswer giveUnopened(RoomRow row, RoomHandOver target) {
        if (row.status() != RoomStatus.PLACED) {
            // Just being opened, or given up: whoever asks again finds it.
            return OperatorAnswer.refused(ErrorCode.ROOM_MOVING);
        }
        CompletableFuture<RoomOrder.Result> result = new CompletableFuture<>();
        target.handOver(
                row.roomId(),
                row.epoch(),
                given ->
                        result.complete(
                                switch (given) {
                                    case RoomHandOver.Result.Taken taken ->
                                            new RoomOrder.Result.Moved(
                                                    taken.direct(), taken.epoch());
                                    case RoomHandOver.Result.Refused refused ->
                                            new RoomOrder.Result.Refused(ErrorCode.HOST_UNFIT);
                                }));
        return answer(row.roomId(), await(result));
    }

    // -- who has it -----------------------------------------------------------------------------

    /** Who owns a room, whichever host that is. */
    OperatorAnswer owner(String roomId) {
        return row(roomId)
                .map(
                        row ->
                                OperatorAnswer.done(
                                        "roomId",
                                        roomId,
                                        "game",
                                        row.game(),
                                        "status",
                                        row.status().name().toLowerCase(Locale.ROOT),
                                        "owner",
                                        row.owner(),
                                        "epoch",
                                        row.epoch(),
                                        "state",
                                        states.of(row).wireName(),
                                        "voidReason",
                                        row.voidReason() == null ? "" : row.voidReason(),
                                        "operatorUrl",
                                        hosts.operatorUrl(row.owner()).orElse("")))
                .orElseGet(() -> OperatorAnswer.refused(ErrorCode.ROOM_NOT_FOUND));
    }
}
