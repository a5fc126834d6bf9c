package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.game.Seat;
import dev.atrium.game.SeatNames;
import dev.atrium.game.Verdict;
import dev.atrium.identity.LateSeat;
import dev.atrium.room.SeatPlan;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gives seats to those whom the match had none for and who come while the room plays, if the game
 * lets them. On the room's thread.
 */
final class LateEntries {
    /** A room that does not play yet does so within seconds. */
    private static final long ASK_AGAIN_MS = 1_000;

    private final Room room;
    private final RoomSeats seats;
    private final GameInfo info;

    LateEntries(Room room, RoomSeats seats) {
        this.room = room;
        this.seats = seats;
        this.info = room.grant().game().info();
    }

    /** Tells somebody that he is not let in. */
    @FunctionalInterface
    interface Refusal {
        void tell(Session session, Optional<String> id, ErrorBody why);
    }

    /**
     * Gives a new player a seat that nobody ever had, or, where people come and go, one that was
     * given up.
     *
     * @return his place; empty if he gets none, and has been told why
     */
    Optional<RoomSeats.Place> seat(RoomCall.Enter enter, LateSeat late, Refusal refusal) {
        if (!enter.session().connection().isOpen()) {
            // It went while it waited: nobody is there to play.
            enter.session().closed(Optional.empty());
            return Optional.empty();
        }
        Optional<ErrorBody> wrong = wrongWith(enter, late);
        OptionalInt index = index(enter.playerId());
        if (wrong.isEmpty() && index.isEmpty()) {
            wrong = Optional.of(ErrorBody.of(ErrorCode.ROOM_FULL, "enter"));
        }
        RoomPlay running = room.running();
        if (wrong.isPresent() || running == null) {
            refusal.tell(enter.session(), enter.id(), wrong.orElse(notPlaying()));
            return Optional.empty();
        }
        Seat seat =
                new Seat(
                        index.getAsInt(),
                        enter.playerId(),
                        info.isJoined()
                                ? SeatNames.distinct(late.name(), seats.names())
                                : late.name(),
                        late.icon(),
                        false,
                        late.options());
        if (running.presence().joins(seat) instanceof Verdict.Refused refused) {
            refusal.tell(
                    enter.session(),
                    enter.id(),
                    ErrorBody.refusal(refused.code(), refused.message(), "enter"));
            return Optional.empty();
        }
        return Optional.of(seats.add(SeatPlan.of(seat, late.nonceHash())));
    }

    /**
     * His own seat, if he gave one up where people come and go; else one that nobody had, or that
     * somebody gave up.
     */
    private OptionalInt index(String playerId) {
        Optional<RoomSeats.Place> own = seats.of(playerId).filter(place -> info.isJoined());
        if (own.isPresent()) {
            return OptionalInt.of(own.get().index());
        }
        OptionalInt unused = seats.unused(info.seatsMax());
        return unused.isEmpty() && info.isJoined() ? seats.givenUp() : unused;
    }

    private Optional<ErrorBody> wrongWith(RoomCall.Enter enter, LateSeat late) {
        if (!room.takesPlayers()) {
            return Optional.of(ErrorBody.of(room.closedFor(), "enter"));
        }
        return info.isJoined() || Nonces.matches(enter.nonce(), late.nonceHash())
                ? Optional.empty()
                : Optional.of(ErrorBody.of(ErrorCode.NONCE_MISMATCH, "enter"));
    }

    private static ErrorBody notPlaying() {
        return ErrorBody.of(ErrorCode.ROOM_NOT_PLAYING, "enter").retryAfter(ASK_AGAIN_MS);
    }
}
