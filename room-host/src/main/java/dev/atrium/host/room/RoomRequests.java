package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;
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
    private final RoomDoor door;
    private final RoomSeats seats;
    private final RoomVoice voice;
    private final Gathering gathering;
    private final RoomFreeze freeze;

    RoomRequests(
            Room room,
            RoomDoor door,
            RoomSeats seats,
            RoomVoice voice,
            Gathering gathering,
            RoomFreeze freeze) {
        this.room = room;
        this.door = door;
        this.seats = seats;
        this.voice = voice;
        this.gathering = gathering;
        this.freeze = freeze;
    }

    void act(RoomCall.Act act, long nowNanos) {
        Optional<RoomSeats.Place> place = seats.at(act.seat(), act.connection());
        RoomPlay running = room.running();
        if (place.isEmpty()) {
            room.tell(act.connection(), act.id(), act.refused(absent(act.connection())));
        } else if (room.lifecycle() == RoomLifecycle.GATHERING) {
            if (!gathering.keeps(act)) {
                ErrorBody notYet = notStarted(act.action()).ofCommand(act.sequence());
                room.tell(act.connection(), act.id(), notYet);
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
            running.commands(nowNanos).take(place.get().index(), act);
        }
    }

    /** While the room stands still nothing can have its turn; the others are asked for again. */
    void spent(RoomCall.Spent spent, long nowNanos) {
        Optional<RoomSeats.Place> place = seats.at(spent.seat(), spent.connection());
        RoomPlay running = room.running();
        if (place.isPresent() && running != null && !freeze.isOn()) {
            running.commands(nowNanos).spent(place.get().index(), spent.sequence());
        }
    }

    void ask(RoomCall.Ask ask) {
        Optional<RoomSeats.Place> place = seats.at(ask.seat(), ask.connection());
        RoomPlay play = room.play();
        if (place.isEmpty()) {
            room.refuse(ask.connection(), ask.id(), ask.action(), absent(ask.connection()));
        } else if (room.lifecycle() == RoomLifecycle.GATHERING) {
            if (!gathering.keeps(ask)) {
                room.tell(ask.connection(), ask.id(), notStarted(ask.action()));
            }
        } else if (play == null || room.isBeingVoided()) {
            // What it knows may never have been stored, and nothing holds the answer back any more.
            room.refuse(ask.connection(), ask.id(), ask.action(), room.closedFor());
        } else {
            play.question(place.get().index(), ask);
        }
    }

    /** What is wrong with a request through a connection that has no seat. */
    private ErrorCode absent(Connection connection) {
        return seats.watchers().at(connection).isPresent() ? ErrorCode.WATCHING : room.absent();
    }

    void leave(RoomCall.Leave leave) {
        boolean waits = room.lifecycle() == RoomLifecycle.GATHERING && gathering.seatsAreSettled();
        if (!waits || seats.at(leave.connection()).isEmpty()) {
            door.leave(leave);
        } else if (!gathering.keepsLeave(leave)) {
            room.refuse(leave.connection(), leave.id(), "leave", ErrorCode.UNAVAILABLE);
        }
    }

    private static ErrorBody notStarted(String action) {
        return ErrorBody.of(ErrorCode.UNAVAILABLE, "The game has not started yet.", action);
    }

    /** The play does not begin here, or not now: who said something too early is told so. */
    void turnAwayKept(ErrorCode why) {
        gathering.release(
                call -> {
                    var _ = turnedAway(call, why);
                });
    }

    /** Whether a strict room's store is away, or its host's lease is expired, before it is over. */
    boolean cannotLook(long nowNanos) {
        RoomPlay play = room.play();
        return play != null
                && switch (room.lifecycle()) {
                    case PLAYING, MOVING, ENDING -> play.isUnavailable(nowNanos);
                    case GATHERING, OVER, GONE -> false;
                };
    }

    /**
     * Refuses what players want of a room that cannot look at it: nothing of it has happened.
     *
     * @return false if it is nothing that a player wants
     */
    boolean turnedAway(RoomCall call, ErrorCode code) {
        return switch (call) {
            case RoomCall.Act act -> {
                voice.refuseAtOnce(act.connection(), act.id(), act.refused(code));
                yield true;
            }
            case RoomCall.Ask ask -> {
                ErrorBody why = ErrorBody.of(code, ask.action());
                voice.refuseAtOnce(ask.connection(), ask.id(), why);
                yield true;
            }
            case RoomCall.Leave leave -> {
                ErrorBody why = ErrorBody.of(code, "leave");
                voice.refuseAtOnce(leave.connection(), leave.id(), why);
                yield true;
            }
            case RoomCall.Enter enter -> turnedAway(enter.session(), enter.id(), "enter", code);
            case RoomCall.Resume resume ->
                    turnedAway(resume.session(), resume.id(), "resume", code);
            // Its sender has been told; what waits behind it may not have its turn now.
            case RoomCall.Spent spent -> true;
            case RoomCall.SeedDrawn own -> false;
            case RoomCall.Begun own -> false;
            case RoomCall.OfConnection own -> false;
            case RoomCall.Appended own -> false;
            case RoomCall.Reclaimed own -> false;
            case RoomCall.Ended own -> false;
            case RoomCall.HostLeaving own -> false;
            case RoomCall.OfPlay own -> false;
            case RoomCall.HandedOver own -> false;
            case RoomCall.Ordered own -> false;
        };
    }

    private boolean turnedAway(
            Session session, Optional<String> id, String action, ErrorCode code) {
        ErrorBody why = ErrorBody.of(code, action);
        voice.refuseAtOnce(session.connection(), id, why);
        session.closed(Optional.empty());
        return true;
    }
}
