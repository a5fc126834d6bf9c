package dev.atrium.host.room;

import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;

import java.util.Optional;

/**
 * Commands and questions of players on their way to the play, or why they do not get there. On the
 * room's thread.
 */
final class RoomRequests {
    /** Somebody looks at why it stands still; clients need not ask more often. */
    private static final long FROZEN_RETRY_MS = 1_000;

    private final Room room;
    private final RoomSeats seats;
    private final RoomVoice voice;
    private final Gathering gathering;
    private final RoomFreeze freeze;

    RoomRequests(
            Room room, RoomSeats seats, RoomVoice voice, Gathering gathering, RoomFreeze freeze) {
        this.room = room;
        this.seats = seats;
        this.voice = voice;
        this.gathering = gathering;
        this.freeze = freeze;
    }

    void act(RoomCall.Act act, long nowNanos) {
        Optional<RoomSeats.Place> place = seats.at(act.seat(), act.connection());
        RoomPlay running = room.running();
        if (place.isEmpty()) {
            room.tell(act.connection(), act.id(), act.refused(room.absent()));
        } else if (room.lifecycle() == RoomLifecycle.GATHERING) {
            if (!gathering.keeps(act)) {
                String wait = "The game has not started yet.";
                ErrorBody notYet = ErrorBody.of(ErrorCode.UNAVAILABLE, wait, act.action());
                room.tell(act.connection(), act.id(), notYet.ofCommand(act.sequence()));
            }
        } else if (running == null) {
            // Who moves is told where to; there he sends again what no view has named.
            room.tell(act.connection(), act.id(), act.refused(room.closedFor()));
        } else if (freeze.isOn()) {
            room.tell(
                    act.connection(),
                    act.id(),
                    act.refused(ErrorCode.ROOM_FROZEN).retryAfter(FROZEN_RETRY_MS));
        } else {
            running.command(place.get().index(), act, nowNanos);
        }
    }

    void ask(RoomCall.Ask ask) {
        Optional<RoomSeats.Place> place = seats.at(ask.seat(), ask.connection());
        if (place.isPresent()
                && room.lifecycle() == RoomLifecycle.GATHERING
                && gathering.keeps(ask)) {
            return;
        }
        RoomPlay play = room.play();
        if (place.isEmpty() || play == null) {
            room.refuse(ask.connection(), ask.id(), ask.action(), room.absent());
        } else {
            play.question(place.get().index(), ask);
        }
    }

    /**
     * Refuses what players want while a strict room's store is away, or its host's lease is
     * expired: nothing of it has happened, and it may be tried again.
     *
     * @return false if it is nothing that a player wants
     */
    boolean turnedAway(RoomCall call) {
        return switch (call) {
            case RoomCall.Act act -> {
                ErrorBody why = act.refused(ErrorCode.UNAVAILABLE);
                voice.refuseAtOnce(act.connection(), act.id(), why);
                yield true;
            }
            case RoomCall.Ask ask -> {
                ErrorBody why = ErrorBody.of(ErrorCode.UNAVAILABLE, ask.action());
                voice.refuseAtOnce(ask.connection(), ask.id(), why);
                yield true;
            }
            case RoomCall.Leave leave -> {
                ErrorBody why = ErrorBody.of(ErrorCode.UNAVAILABLE, "leave");
                voice.refuseAtOnce(leave.connection(), leave.id(), why);
                yield true;
            }
            case RoomCall.Enter enter -> turnedAway(enter.session(), enter.id(), "enter");
            case RoomCall.Resume resume -> turnedAway(resume.session(), resume.id(), "resume");
            case RoomCall.SeedDrawn own -> false;
            case RoomCall.Begun own -> false;
            case RoomCall.Disconnected own -> false;
            case RoomCall.Silence own -> false;
            case RoomCall.Appended own -> false;
            case RoomCall.Reclaimed own -> false;
            case RoomCall.Ended own -> false;
            case RoomCall.HostLeaving own -> false;
            case RoomCall.SnapshotKept own -> false;
            case RoomCall.Trimmed own -> false;
            case RoomCall.HandedOver own -> false;
            case RoomCall.Ordered own -> false;
        };
    }

    private boolean turnedAway(Session session, Optional<String> id, String action) {
        ErrorBody why = ErrorBody.of(ErrorCode.UNAVAILABLE, action);
        voice.refuseAtOnce(session.connection(), id, why);
        session.closed(Optional.empty());
        return true;
    }
}
