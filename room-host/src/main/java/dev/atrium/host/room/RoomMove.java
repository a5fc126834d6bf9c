package dev.atrium.host.room;

import dev.atrium.host.loop.Scheduled;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.RoomMessages;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/**
 * A room on its way to another host: stores all it has, then asks once who takes it. If nobody does
 * and its host leaves, it goes with it, to be found by the others; where only an operator wanted it
 * elsewhere it goes on. On the room's thread.
 */
final class RoomMove {
    private static final Logger LOG = LoggerFactory.getLogger(RoomMove.class);

    /**
     * So long an operator's hand-over waits until all is stored: a room that need not go plays on
     * rather than stand still for a store that is away.
     */
    private static final long STORING_NANOS_MAX = 5_000_000_000L;

    private final Room room;
    private final RoomDoor door;
    private final RoomRequests requests;
    private final RoomOwnership ownership;
    private final RoomServices services;
    private RoomHandOver to;
    private @Nullable Consumer<RoomOrder.Result> done;
    private boolean asked;
    private boolean ordered;
    private boolean hostLeaves;
    private long sinceNanos;

    RoomMove(
            Room room,
            RoomDoor door,
            RoomRequests requests,
            RoomOwnership ownership,
            RoomServices services) {
        this.room = room;
        this.door = door;
        this.requests = requests;
        this.ownership = ownership;
        this.services = services;
        this.to = services.handOver();
    }

    boolean hostLeaves() {
        return hostLeaves;
    }

    /** The host leaves: a room that gathers or plays goes to whoever takes it. */
    void hostLeaving() {
        hostLeaves = true;
        if (room.takesPlayers()) {
            begin(services.handOver());
        }
    }

    /** An operator wants it elsewhere. */
    void begin(RoomHandOver target, Consumer<RoomOrder.Result> told) {
        ordered = true;
        done = told;
        begin(target);
    }

    private void begin(RoomHandOver target) {
        to = target;
        asked = false;
        sinceNanos = services.clock().nanoTime();
        room.become(RoomLifecycle.MOVING);
        requests.turnAwayKept(ErrorCode.UNAVAILABLE);
    }

    /** Says when it is due next. */
    long run(@Nullable RoomPlay play, long nowNanos) {
        long due = play == null ? Scheduled.NEVER : play.settle(nowNanos);
        if (asked) {
            return due;
        }
        if (play == null || play.isStored()) {
            asked = true;
            RoomGrant grant = ownership.grant();
            to.handOver(
                    grant.roomId(),
                    grant.epoch(),
                    result -> room.inform(new RoomCall.HandedOver(result)));
            return due;
        }
        if (!ordered) {
            // Its host goes, whether the store comes back or not.
            return due;
        }
        long givenUpNanos = sinceNanos + STORING_NANOS_MAX;
        if (nowNanos < givenUpNanos) {
            return Math.min(due, givenUpNanos);
        }
        LOG.atWarn().addKeyValue("room", room.roomId()).log("it is not stored, so it stays");
        tell(new RoomOrder.Result.Refused(ErrorCode.UNAVAILABLE));
        backOut(nowNanos);
        return nowNanos;
    }

    /**
     * Nothing more is played here: players whose calls were kept for the play are told, and whoever
     * ordered a move for which nobody was asked yet.
     */
    void roomGoes(ErrorCode why) {
        requests.turnAwayKept(why);
        if (!asked) {
            tell(new RoomOrder.Result.Refused(why));
        }
    }

    void handedOver(RoomHandOver.Result result) {
        switch (result) {
            case RoomHandOver.Result.Taken taken -> {
                LOG.atInfo()
                        .addKeyValue("room", room.roomId())
                        .log("the room moves to {}", taken.direct());
                tell(new RoomOrder.Result.Moved(taken.direct(), taken.epoch()));
                if (room.lifecycle() == RoomLifecycle.GONE) {
                    return;
                }
                room.tellAll(new RoomMessages.RoomMoved(taken.direct(), taken.epoch()));
                room.go(CloseCode.HOST_LEAVING);
            }
            case RoomHandOver.Result.Refused refused -> nobodyTakesIt();
        }
    }

    private void nobodyTakesIt() {
        boolean over = room.lifecycle() == RoomLifecycle.GONE;
        tell(new RoomOrder.Result.Refused(over ? ErrorCode.ROOM_OVER : ErrorCode.HOST_UNFIT));
        if (room.lifecycle() != RoomLifecycle.MOVING) {
            // Its journal was refused meanwhile or it is being made void: its row says what it is.
            return;
        }
        if (!ordered) {
            // All of it is stored: whoever sees that this host is gone goes on with it.
            LOG.atWarn().addKeyValue("room", room.roomId()).log("nobody takes the room now");
            room.go(CloseCode.HOST_LEAVING);
        } else {
            backOut(services.clock().nanoTime());
        }
    }

    /** It does not go where the operator wanted. */
    private void backOut(long nowNanos) {
        ordered = false;
        if (hostLeaves) {
            // Somebody else may take it.
            begin(services.handOver());
        } else {
            goOn(nowNanos);
        }
    }

    private void goOn(long nowNanos) {
        RoomPlay play = room.play();
        room.become(play == null ? RoomLifecycle.GATHERING : RoomLifecycle.PLAYING);
        if (play != null) {
            play.goOn(nowNanos, nowNanos - sinceNanos);
        }
        door.goOn();
    }

    private void tell(RoomOrder.Result result) {
        Consumer<RoomOrder.Result> operator = done;
        if (operator != null) {
            done = null;
            operator.accept(result);
        }
    }
}
