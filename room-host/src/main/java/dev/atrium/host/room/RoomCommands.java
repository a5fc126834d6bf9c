package dev.atrium.host.room;

import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;

import java.util.Optional;

/** Who may command and ask, and when; everybody else is told why not. On the room's thread. */
final class RoomCommands {
    /** Somebody looks at why it stands still; clients need not ask more often. */
    private static final long FROZEN_RETRY_MS = 1_000;

    private final Room room;
    private final RoomSeats seats;
    private final Gathering gathering;
    private final RoomFreeze freeze;

    RoomCommands(Room room, RoomSeats seats, Gathering gathering, RoomFreeze freeze) {
        this.room = room;
        this.seats = seats;
        this.gathering = gathering;
        this.freeze = freeze;
    }

    void act(RoomCall.Act act, long nowNanos) {
        RoomPlay play = room.play();
        Optional<RoomSeats.Place> place = seats.at(act.seat(), act.connection());
        if (place.isEmpty()) {
            room.tell(act.connection(), act.id(), act.refused(room.absent()));
        } else if (room.lifecycle() == RoomLifecycle.GATHERING) {
            if (!gathering.keeps(act)) {
                String wait = "The game has not started yet.";
                ErrorBody notYet = ErrorBody.of(ErrorCode.UNAVAILABLE, wait, act.action());
                room.tell(act.connection(), act.id(), notYet.ofCommand(act.sequence()));
            }
        } else if (play == null || room.lifecycle() != RoomLifecycle.PLAYING) {
            // Who moves is told where to; there he sends again what no view has named.
            room.tell(act.connection(), act.id(), act.refused(room.closedFor()));
        } else if (freeze.isOn()) {
            room.tell(
                    act.connection(),
                    act.id(),
                    act.refused(ErrorCode.ROOM_FROZEN).retryAfter(FROZEN_RETRY_MS));
        } else {
            play.command(place.get().index(), act, nowNanos);
        }
    }

    void ask(RoomCall.Ask ask) {
        RoomPlay play = room.play();
        Optional<RoomSeats.Place> place = seats.at(ask.seat(), ask.connection());
        if (place.isPresent()
                && room.lifecycle() == RoomLifecycle.GATHERING
                && gathering.keeps(ask)) {
            return;
        }
        if (place.isEmpty() || play == null) {
            room.refuse(ask.connection(), ask.id(), ask.action(), room.absent());
        } else {
            play.question(place.get().index(), ask);
        }
    }
}
