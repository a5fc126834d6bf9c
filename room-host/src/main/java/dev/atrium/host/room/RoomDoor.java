package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.game.Viewer;
import dev.atrium.host.connection.Connection;
import dev.atrium.identity.LateSeat;
import dev.atrium.message.Message;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.RoomMessages.LeftRoom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Who comes into a room, goes, falls silent and comes back. On the room's thread. */
final class RoomDoor {
    private static final Logger LOG = LoggerFactory.getLogger(RoomDoor.class);

    private final Room room;
    private final RoomSeats seats;
    private final RoomVoice voice;
    private final LateEntries late;
    private final RoomWatching watching;

    /** Whether people come and go while it plays, and whether it is for the room to tell so. */
    private final boolean joined;

    private final boolean tellsOfPlayers;

    /** Where this owner's play began, if another one had played before. */
    private final Optional<Long> restoredTick;

    /**
     * Under which this owner came to it; he who reclaims it raises the epoch and rewinds nothing.
     */
    private final long firstEpoch;

    RoomDoor(Room room, RoomSeats seats, RoomVoice voice) {
        this.room = room;
        this.restoredTick = room.grant().restored().map(from -> from.run().machine().tick());
        this.firstEpoch = room.grant().epoch();
        this.seats = seats;
        this.voice = voice;
        this.late = new LateEntries(room, seats);
        this.watching = new RoomWatching(room, seats, voice, this::turnAway);
        GameInfo info = room.grant().game().info();
        this.joined = info.isJoined();
        this.tellsOfPlayers = info.company() == GameInfo.Company.TOLD_BY_ROOM;
    }

    /** Whether he is in; if not, he has been told why. */
    boolean enter(RoomCall.Enter enter) {
        if (enter.ticket().watches()) {
            watching.enter(enter);
            return false;
        }
        if (seats.isSentAway(enter.playerId())) {
            turnAway(enter.session(), enter.id(), ErrorBody.of(ErrorCode.KICKED, "enter"));
            return false;
        }
        Optional<RoomSeats.Place> found = seats.of(enter.playerId());
        boolean comesLate = found.isEmpty() || maySitDownAgain(found.get());
        if (comesLate && enter.ticket().late().isPresent()) {
            found = late.seat(enter, enter.ticket().late().get(), this::turnAway);
            if (found.isEmpty()) {
                return false;
            }
        }
        Optional<ErrorCode> wrong = wrongWith(enter, found);
        if (wrong.isPresent()) {
            turnAway(enter.session(), enter.id(), ErrorBody.of(wrong.get(), "enter"));
            return false;
        }
        RoomSeats.Place place = found.orElseThrow();
        boolean first = !place.entered();
        if (!attach(place, enter.session(), enter.id(), "enter", enter.nonce())) {
            if (comesLate) {
                // He has his seat, and went before he was told.
                gone(place);
            }
            return false;
        }
        seats.watchers().remove(enter.session().connection());
        RoomPlay play = room.play();
        voice.entered(
                place,
                enter.id(),
                PlayerList.of(seats),
                Optional.ofNullable(play).map(RoomPlay::machine),
                play == null ? OptionalLong.empty() : play.nextCommand(place.index()));
        if (play != null) {
            play.greet(enter.session().connection(), Viewer.seat(place.index()));
            room.freeze().tell(enter.session().connection());
        }
        if (first && tellsOfPlayers) {
            room.tellAll(
                    new RoomMessages.PlayerJoined(
                            place.index(),
                            place.plan().playerId(),
                            place.plan().name(),
                            place.plan().icon(),
                            false));
        }
        if (!first || room.running() != null) {
            back(place);
        }
        return true;
    }

    /** Where people come and go, who gave his seat up may have one again, if the game lets him. */
    private boolean maySitDownAgain(RoomSeats.Place place) {
        return joined && place.left() && !place.kicked();
    }

    private Optional<ErrorCode> wrongWith(RoomCall.Enter enter, Optional<RoomSeats.Place> found) {
        Optional<Integer> named = enter.ticket().seat();
        if (found.isEmpty() || (named.isPresent() && named.get() != found.get().index())) {
            return Optional.of(ErrorCode.TICKET_INVALID);
        }
        RoomSeats.Place place = found.get();
        // Who came late under another owner has his hash in his ticket alone.
        String hash =
                place.plan().nonceHash().isEmpty()
                        ? enter.ticket().late().map(LateSeat::nonceHash).orElse("")
                        : place.plan().nonceHash();
        if (!joined && enter.nonce().isEmpty()) {
            return Optional.of(ErrorCode.MISSING_FIELD);
        }
        if (!joined && !Nonces.matches(enter.nonce(), hash)) {
            return Optional.of(ErrorCode.NONCE_MISMATCH);
        }
        // Who was sent away is told so, with whatever he comes again.
        return place.entered() && !enter.signedIn() && !place.kicked()
                ? Optional.of(ErrorCode.TICKET_USED)
                : Optional.empty();
    }

    void resume(RoomCall.Resume resume) {
        Optional<RoomSeats.Place> place = seats.of(resume.playerId());
        RoomPlay play = room.play();
        if (place.isEmpty() || !place.get().entered() || play == null) {
            ErrorBody notEntered = ErrorBody.of(room.absent(), "resume");
            turnAway(resume.session(), resume.id(), notEntered);
        } else if (resume.lastEpoch() > room.grant().epoch()) {
            // He has been told more by a later owner than this one, which does not know yet.
            ErrorBody lost = ErrorBody.of(ErrorCode.UNAVAILABLE, "resume");
            turnAway(resume.session(), resume.id(), lost);
        } else if (attach(place.get(), resume.session(), resume.id(), "resume", "")) {
            catchUp(place.get(), resume);
            play.tellViewRate(resume.session().connection());
            room.freeze().tell(resume.session().connection());
            back(place.get());
            play.showSoon();
        }
    }

    /** The answer, and behind it what he missed; a view follows. */
    private void catchUp(RoomSeats.Place place, RoomCall.Resume resume) {
        boolean sameOwner = resume.lastEpoch() >= firstEpoch;
        Optional<List<RecentEvents.Event>> missed =
                sameOwner ? voice.missedBy(place, resume.lastSequence()) : Optional.empty();
        RoomMessages.Resumed resumed =
                new RoomMessages.Resumed(
                        room.grant().epoch(),
                        room.tick(),
                        missed.map(List::size).orElse(0),
                        missed.isPresent(),
                        sameOwner ? Optional.empty() : restoredTick);
        voice.answer(resume.session().connection(), resume.id(), resumed, room.tick());
        if (missed.isPresent()) {
            voice.again(resume.session(), missed.get());
        } else if (tellsOfPlayers) {
            // Who is there and who left was told in events.
            Message players = new RoomMessages.PlayersUpdate(PlayerList.of(seats));
            voice.answer(resume.session().connection(), Optional.empty(), players, room.tick());
        }
    }

    /** The last connection of a seat wins. False if the seat cannot be had any more. */
    private boolean attach(
            RoomSeats.Place place,
            Session session,
            Optional<String> id,
            String action,
            String nonce) {
        if (!room.takesPlayers()) {
            turnAway(session, id, ErrorBody.of(room.closedFor(), action));
            return false;
        }
        if (place.kicked()) {
            turnAway(session, id, ErrorBody.of(ErrorCode.KICKED, action));
            return false;
        }
        if (place.left()) {
            String givenUp = "You gave that seat up.";
            turnAway(session, id, ErrorBody.refusal("seat-given-up", givenUp, action));
            return false;
        }
        if (!session.connection().isOpen()) {
            // It went while it waited; the word that it is gone may have come before this call.
            session.closed(Optional.empty());
            return false;
        }
        Session before = place.session();
        place.enter(session, nonce);
        session.opened(room, place.index());
        RoomPlay play = room.play();
        if (play != null) {
            play.fairPlay().came(place.index(), session.connection());
        }
        LOG.atInfo()
                .addKeyValue("room", room.roomId())
                .addKeyValue("player", place.plan().playerId())
                .log("a player is in by {}", action);
        if (before != null && !before.connection().equals(session.connection())) {
            replaced(before);
        }
        return true;
    }

    /** Told also in words: a gateway connection stays open, and would wait for views in vain. */
    private void replaced(Session before) {
        Message closed = new RoomMessages.RoomClosed(CloseCode.REPLACED.reason());
        voice.answer(before.connection(), Optional.empty(), closed, room.tick());
        voice.close(before, CloseCode.REPLACED);
    }

    void leave(RoomCall.Leave leave) {
        Optional<RoomSeats.Place> found = seats.at(leave.connection());
        if (found.isEmpty() && watching.leave(leave)) {
            return;
        }
        if (found.isEmpty()) {
            room.refuse(leave.connection(), leave.id(), "leave", room.absent());
            return;
        }
        if (room.isUndecided()) {
            // Whoever goes on with it would not know, and he would think that he had left.
            room.refuse(leave.connection(), leave.id(), "leave", room.closedFor());
            return;
        }
        RoomSeats.Place place = found.get();
        Session session = place.session();
        place.leave();
        voice.answer(leave.connection(), leave.id(), new LeftRoom(), room.tick());
        if (session != null) {
            session.closed(Optional.empty());
        }
        left(place);
    }

    private void left(RoomSeats.Place place) {
        RoomPlay running = room.running();
        if (running != null) {
            running.presence().left(place.index());
            return;
        }
        if (!room.isUndecided() && tellsOfPlayers) {
            // The play will not know of him, and tells nobody.
            room.tellAll(new RoomMessages.PlayerLeft(place.index()));
        }
        tellPlayers();
    }

    /**
     * Takes a seat from its player for good, and tells him. It is journalled as if he had left.
     *
     * @return false if he has none; true also if he had left
     */
    boolean kick(String playerId) {
        Optional<RoomSeats.Place> found = seats.of(playerId);
        if (found.isEmpty()) {
            return false;
        }
        RoomSeats.Place place = found.get();
        boolean leftBefore = place.left();
        voice.dismiss(place, room.tick());
        if (!leftBefore) {
            left(place);
        }
        return true;
    }

    void happened(RoomCall.OfConnection what) {
        switch (what) {
            case RoomCall.Disconnected lost -> disconnected(lost.connection());
            case RoomCall.Silence silence -> silence(silence);
            case RoomCall.Malformed malformed -> malformed(malformed.connection());
        }
    }

    /** Counts only while it is played: before, nobody can lose. */
    private void malformed(Connection connection) {
        Optional<RoomSeats.Place> place = seats.at(connection);
        RoomPlay running = room.running();
        if (place.isPresent() && running != null) {
            running.fairPlay().malformed(place.get().index());
        }
    }

    private void disconnected(Connection connection) {
        seats.watchers().remove(connection);
        Optional<RoomSeats.Place> place = seats.at(connection);
        if (place.isPresent()) {
            place.get().detach();
            gone(place.get());
        }
    }

    private void silence(RoomCall.Silence silence) {
        Optional<RoomSeats.Place> place = seats.at(silence.connection());
        if (place.isPresent() && place.get().heard(!silence.silent())) {
            if (silence.silent()) {
                gone(place.get());
            } else {
                back(place.get());
            }
        }
    }

    private void back(RoomSeats.Place place) {
        RoomPlay running = room.running();
        if (running != null) {
            running.presence().back(place.index());
        } else {
            tellPlayers();
        }
    }

    private void gone(RoomSeats.Place place) {
        RoomPlay running = room.running();
        if (running != null) {
            running.presence().gone(place.index());
        } else {
            tellPlayers();
        }
    }

    /** The room goes on here: who came and went while it was not known has done so now. */
    void goOn() {
        RoomPlay running = room.running();
        if (running != null) {
            running.presence().catchUp();
        } else {
            tellPlayers();
        }
    }

    /** Where others may know better nothing is told: it would not be in any journal. */
    private void tellPlayers() {
        if (room.isUndecided() || !tellsOfPlayers) {
            return;
        }
        room.tellAll(new RoomMessages.PlayersUpdate(PlayerList.of(seats)));
    }

    void closeAll(CloseCode code) {
        for (RoomSeats.Place place : seats.all()) {
            @Nullable Session session = place.session();
            if (session != null) {
                place.detach();
                voice.close(session, code);
            }
        }
        watching.closeAll(code);
    }

    private void turnAway(Session session, Optional<String> id, ErrorBody why) {
        room.tell(session.connection(), id, why);
        session.closed(Optional.empty());
    }
}
