package dev.atrium.host.room;

import dev.atrium.host.loop.Scheduled;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** A room on its way to another host: stores all it has, then asks once who takes it. */
final class RoomMove {
    private final RoomOwnership ownership;
    private final RoomHandOver handOver;
    private final Consumer<RoomCall> results;
    private boolean asked;

    RoomMove(RoomOwnership ownership, RoomHandOver handOver, Consumer<RoomCall> results) {
        this.ownership = ownership;
        this.handOver = handOver;
        this.results = results;
    }

    /** On the room's thread; says when it is due next. */
    long run(@Nullable RoomPlay play, long nowNanos) {
        long due = play == null ? Scheduled.NEVER : play.settle(nowNanos);
        if (!asked && (play == null || play.isStored())) {
            asked = true;
            RoomGrant grant = ownership.grant();
            handOver.handOver(
                    grant.roomId(),
                    grant.epoch(),
                    result -> results.accept(new RoomCall.HandedOver(result)));
        }
        return due;
    }
}
