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

    private final Room room;
    private final RoomOwnership ownership;
    private final RoomServices services;
    private RoomHandOver to;
    private @Nullable Consumer<RoomOrder.Result> done;
    private boolean asked;
    private boolean ordered;
    private boolean hostLeaves;
    private long sinceNanos;

    RoomMove(Room room, RoomOwnership ownership, RoomServices services) {
        this.room = room;
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
    }

    /** Says when it is due next. */
    long run(@Nullable RoomPlay play, long nowNanos) {
        long due = play == null ? Scheduled.NEVER : play.settle(nowNanos);
        if (!asked && (play == null || play.isStored())) {
            asked = true;
            RoomGrant grant = ownership.grant();
            to.handOver(
                    grant.roomId(),
                    grant.epoch(),
                    result -> room.inform(new RoomCall.HandedOver(result)));
        }
        return due;
    }

    void handedOver(RoomHandOver.Result result) {
        if (room.lifecycle() == RoomLifecycle.GONE) {
            tell(new RoomOrder.Result.Refused(ErrorCode.ROOM_OVER));
            return;
        }
        switch (result) {
            case RoomHandOver.Result.Taken taken -> {
                LOG.atInfo()
                        .addKeyValue("room", room.roomId())
                        .log("the room moves to {}", taken.direct());
                tell(new RoomOrder.Result.Moved(taken.direct(), taken.epoch()));
                room.tellAll(new RoomMessages.RoomMoved(taken.direct(), taken.epoch()));
                room.go(CloseCode.HOST_LEAVING);
            }
            case RoomHandOver.Result.Refused refused -> nobodyTakesIt();
        }
    }

    private void nobodyTakesIt() {
        tell(new RoomOrder.Result.Refused(ErrorCode.HOST_UNFIT));
        if (room.lifecycle() != RoomLifecycle.MOVING) {
            // Its journal was refused meanwhile, and whose it is has been asked already.
            return;
        }
        if (!ordered) {
            // All of it is stored: whoever sees that this host is gone goes on with it.
            LOG.atWarn().addKeyValue("room", room.roomId()).log("nobody takes the room now");
            room.go(CloseCode.HOST_LEAVING);
        } else if (hostLeaves) {
            // Whom the operator wanted does not take it; somebody else may.
            ordered = false;
            begin(services.handOver());
        } else {
            ordered = false;
            goOn(services.clock().nanoTime());
        }
    }

    private void goOn(long nowNanos) {
        RoomPlay play = room.play();
        room.become(play == null ? RoomLifecycle.GATHERING : RoomLifecycle.PLAYING);
        if (play != null) {
            play.goOn(nowNanos, nowNanos - sinceNanos);
        }
    }

    private void tell(RoomOrder.Result result) {
        Consumer<RoomOrder.Result> operator = done;
        if (operator != null) {
            done = null;
            operator.accept(result);
        }
    }
}
