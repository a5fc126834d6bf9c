package dev.atrium.host.room;

import dev.atrium.wire.ErrorCode;

import java.util.function.Consumer;

/** Carries out what operators want of a room. On the room's thread. */
final class RoomOrders {
    private final Room room;
    private final RoomDoor door;
    private final RoomFreeze freeze;
    private final RoomMove move;

    RoomOrders(Room room, RoomDoor door, RoomFreeze freeze, RoomMove move) {
        this.room = room;
        this.door = door;
        this.freeze = freeze;
        this.move = move;
    }

    void take(RoomCall.Ordered call, long nowNanos) {
        switch (room.lifecycle()) {
            case GATHERING, PLAYING -> carryOut(call.order(), call.done(), nowNanos);
            case MOVING -> {
                if (call.order() instanceof RoomOrder.MakeVoid) {
                    // The row decides between this host and the one that was asked.
                    carryOut(call.order(), call.done(), nowNanos);
                } else {
                    // Soon it is elsewhere, or goes on here.
                    refuse(call.done(), ErrorCode.ROOM_MOVING);
                }
            }
            // Its end is being stored: soon it is over.
            case ENDING -> refuse(call.done(), ErrorCode.UNAVAILABLE);
            case OVER -> refuse(call.done(), ErrorCode.ROOM_OVER);
            // Over, or elsewhere: its row says which, whoever looks again.
            case GONE -> refuse(call.done(), ErrorCode.ROOM_MOVING);
        }
    }

    private void carryOut(RoomOrder order, Consumer<RoomOrder.Result> done, long nowNanos) {
        switch (order) {
            case RoomOrder.Kick kick -> {
                if (door.kick(kick.playerId())) {
                    done(done);
                } else {
                    refuse(done, ErrorCode.PLAYER_NOT_FOUND);
                }
            }
            case RoomOrder.Freeze asked -> {
                if (room.running() == null) {
                    refuse(done, ErrorCode.ROOM_NOT_PLAYING);
                } else {
                    freeze.begin(asked.forMs(), nowNanos);
                    done(done);
                }
            }
            case RoomOrder.Unfreeze asked -> {
                freeze.end(room.running(), nowNanos);
                done(done);
            }
            case RoomOrder.MakeVoid asked ->
                    room.disown(asked.reason(), result -> done.accept(told(result)));
            case RoomOrder.HandOver asked -> move.begin(asked.to(), done);
        }
    }

    /** Told on another thread, when the row says so. */
    private static RoomOrder.Result told(RoomEnding.Result result) {
        return switch (result) {
            case RoomEnding.Result.Voided voided -> new RoomOrder.Result.Voided(voided.reason());
            case RoomEnding.Result.NotKnown _, RoomEnding.Result.JournalGone _ ->
                    new RoomOrder.Result.NotKnown();
            case RoomEnding.Result.Moved moved ->
                    new RoomOrder.Result.Refused(ErrorCode.ROOM_ELSEWHERE);
            case RoomEnding.Result.Stored stored ->
                    new RoomOrder.Result.Refused(ErrorCode.ROOM_OVER);
        };
    }

    private void done(Consumer<RoomOrder.Result> done) {
        done.accept(new RoomOrder.Result.Done(room.tick()));
    }

    private static void refuse(Consumer<RoomOrder.Result> done, ErrorCode why) {
        done.accept(new RoomOrder.Result.Refused(why));
    }
}
