package dev.atrium.host.room;

import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.RoomMessages.LeftRoom;

import java.util.List;
import java.util.Optional;

/**
 * How those come and go who look on without a seat. No input tells the play of them: they change
 * nothing, and are in no journal. On the room's thread.
 */
final class RoomWatching {
    private final Room room;
    private final RoomSeats seats;
    private final RoomWatchers watchers;
    private final RoomVoice voice;
    private final LateEntries.Refusal refusal;

    RoomWatching(Room room, RoomSeats seats, RoomVoice voice, LateEntries.Refusal refusal) {
        this.room = room;
        this.seats = seats;
        this.watchers = seats.watchers();
        this.voice = voice;
        this.refusal = refusal;
    }

    /** Lets him look on, or tells him why not. */
    void enter(RoomCall.Enter enter) {
        Session session = enter.session();
        if (!session.connection().isOpen()) {
            session.closed(Optional.empty());
            return;
        }
        Optional<ErrorCode> wrong = wrongWith(enter.playerId(), session);
        if (wrong.isPresent()) {
            refusal.tell(session, enter.id(), ErrorBody.of(wrong.get(), "enter"));
            return;
        }
        // The last connection of one who watches wins, as that of a seat does.
        watchers.of(enter.playerId())
                .filter(before -> !before.connection().equals(session.connection()))
                .ifPresent(this::replaced);
        watchers.remove(session.connection());
        RoomWatchers.Watcher watcher = watchers.add(enter.playerId(), session);
        session.opened(room, RoomWatchers.NO_SEAT);
        Optional<RoomMachine> machine = Optional.ofNullable(room.play()).map(RoomPlay::machine);
        voice.entered(watcher, enter.id(), PlayerList.of(seats), machine);
        RoomPlay play = room.play();
        if (play != null) {
            play.greet(session.connection(), Viewer.WATCHER);
            room.freeze().tell(session.connection());
        }
    }

    private void replaced(RoomWatchers.Watcher before) {
        watchers.remove(before.connection());
        Message closed = new RoomMessages.RoomClosed(CloseCode.REPLACED.reason());
        voice.answer(before.connection(), Optional.empty(), closed, room.tick());
        voice.close(before.session(), CloseCode.REPLACED);
    }

    private Optional<ErrorCode> wrongWith(String playerId, Session session) {
        if (seats.isSentAway(playerId)) {
            return Optional.of(ErrorCode.KICKED);
        }
        if (!room.takesPlayers()) {
            return Optional.of(room.closedFor());
        }
        if (seats.at(session.connection()).isPresent()) {
            // What he plays with shows all that a watcher sees.
            return Optional.of(ErrorCode.TICKET_INVALID);
        }
        boolean again =
                watchers.of(playerId).isPresent() || watchers.at(session.connection()).isPresent();
        return watchers.isFull() && !again
                ? Optional.of(ErrorCode.TOO_MANY_WATCHERS)
                : Optional.empty();
    }

    /** Whether somebody looked on through that connection, who does so no more. */
    boolean leave(RoomCall.Leave leave) {
        Optional<RoomWatchers.Watcher> watcher = watchers.remove(leave.connection());
        if (watcher.isPresent()) {
            voice.answer(leave.connection(), leave.id(), new LeftRoom(), room.tick());
            watcher.get().session().closed(Optional.empty());
        }
        return watcher.isPresent();
    }

    void closeAll(CloseCode code) {
        for (RoomWatchers.Watcher watcher : List.copyOf(watchers.all())) {
            watchers.remove(watcher.connection());
            voice.close(watcher.session(), code);
        }
    }
}
