package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.proof.Outcome;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.RoomMessages.LeftRoom;

import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A room on its host: gathers its players, plays, stores its end, and goes. Runs on its loop's
 * thread; others {@link #post}.
 */
public final class Room implements Scheduled {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    /** Calls that wait. Beyond it senders are told {@code busy}: nothing is dropped in silence. */
    private static final int MAILBOX = 1_024;

    private static final long MS_NANOS = 1_000_000;
    private static final long BUSY_RETRY_MS = 100;

    private final RoomGrant grant;
    private final RoomServices services;
    private final Consumer<Room> onGone;
    private final MpscArrayQueue<RoomCall> mailbox = new MpscArrayQueue<>(MAILBOX);
    private final ConcurrentLinkedQueue<RoomCall> results = new ConcurrentLinkedQueue<>();
    private final RoomSeats seats;
    private final TickLoop.Entry entry;
    private RoomLifecycle lifecycle = RoomLifecycle.GATHERING;
    private @Nullable RoomPlay play;
    private long deadlineNanos = Scheduled.NEVER;
    private String closedReason = "finished";

    private Room(RoomGrant grant, RoomServices services, TickLoop loop, Consumer<Room> onGone) {
        this.grant = grant;
        this.services = services;
        this.onGone = onGone;
        this.seats = new RoomSeats(grant.seats());
        this.entry = loop.add(this, "room " + grant.roomId());
    }

    /**
     * A room on that loop, which waits for its players.
     *
     * @param onGone told once, on the loop's thread, when it is out of the loop
     */
    public static Room open(
            RoomGrant grant, RoomServices services, TickLoop loop, Consumer<Room> onGone) {
        Room room = new Room(grant, services, loop, onGone);
        room.entry.wake();
        return room;
    }

    /** Its id. */
    public String roomId() {
        return grant.roomId();
    }

    /** What it plays. */
    public RoomGrant grant() {
        return grant;
    }

    /**
     * Puts a call into the mailbox. Any thread.
     *
     * @return false if the mailbox is full: the caller tells the sender
     */
    public boolean post(RoomCall call) {
        boolean taken = mailbox.offer(call);
        entry.wake();
        return taken;
    }

    /** The error of a full mailbox. */
    public static ErrorBody busy(String action) {
        return ErrorBody.of(ErrorCode.BUSY, action).retryAfter(BUSY_RETRY_MS);
    }

    @Override
    public long run(long nowNanos) {
        RoomCall result = results.poll();
        while (result != null) {
            take(result, nowNanos);
            result = results.poll();
        }
        RoomCall call = mailbox.relaxedPoll();
        for (int i = 0; call != null && i < MAILBOX; i++) {
            take(call, nowNanos);
            call = mailbox.relaxedPoll();
        }
        if (call != null) {
            take(call, nowNanos);
            entry.wake();
        }
        return switch (lifecycle) {
            case GATHERING -> gather(nowNanos);
            case PLAYING -> playOn(nowNanos);
            case ENDING -> endOn(nowNanos);
            case OVER -> stay(nowNanos);
            case GONE -> Scheduled.DONE;
        };
    }

    private void take(RoomCall call, long nowNanos) {
        switch (call) {
            case RoomCall.Enter enter -> enter(enter, nowNanos);
            case RoomCall.Resume resume -> resume(resume);
            case RoomCall.Act act -> act(act, nowNanos);
            case RoomCall.Ask ask -> ask(ask);
            case RoomCall.Leave leave -> leave(leave);
            case RoomCall.Disconnected gone -> disconnected(gone.connection());
            case RoomCall.Appended appended -> appended(appended.failure());
            case RoomCall.Ended ended -> ended(ended.result(), nowNanos);
            case RoomCall.HostLeaving leaving -> hostLeaving();
        }
    }

    // -- players --------------------------------------------------------------------------------

    private void enter(RoomCall.Enter enter, long nowNanos) {
        Optional<RoomSeats.Place> found = seats.of(enter.playerId());
        boolean wrongSeat =
                found.isEmpty()
                        || (enter.seat().isPresent() && enter.seat().get() != found.get().index());
        if (wrongSeat) {
            refuse(enter.connection(), enter.id(), "enter", ErrorCode.TICKET_INVALID);
            return;
        }
        RoomSeats.Place place = found.get();
        if (!Nonces.matches(enter.nonce(), place.plan().nonceHash())) {
            refuse(enter.connection(), enter.id(), "enter", ErrorCode.NONCE_MISMATCH);
        } else if (place.entered() && !enter.signedIn()) {
            refuse(enter.connection(), enter.id(), "enter", ErrorCode.TICKET_USED);
        } else if (attach(place, enter.connection(), enter.id(), "enter", enter.nonce())) {
            if (deadlineNanos == Scheduled.NEVER && lifecycle == RoomLifecycle.GATHERING) {
                deadlineNanos = nowNanos + services.enterWaitMs() * MS_NANOS;
            }
            voiceOf()
                    .entered(
                            place,
                            enter.id(),
                            PlayerList.of(seats),
                            Optional.ofNullable(play).map(RoomPlay::machine));
            if (play != null) {
                play.back(place.index());
            }
        }
    }

    private void resume(RoomCall.Resume resume) {
        Optional<RoomSeats.Place> place = seats.of(resume.playerId());
        if (place.isEmpty() || !place.get().entered() || play == null) {
            refuse(resume.connection(), resume.id(), "resume", ErrorCode.NOT_ENTERED);
        } else if (attach(place.get(), resume.connection(), resume.id(), "resume", "")) {
            long tick = play.machine().tick();
            RoomMessages.Resumed resumed = new RoomMessages.Resumed(grant.epoch(), tick);
            voiceOf().answer(resume.connection(), resume.id(), resumed, tick);
            play.back(place.get().index());
            play.showSoon();
        }
    }

    /** The last connection of a seat wins. False if the seat cannot be had any more. */
    private boolean attach(
            RoomSeats.Place place,
            Connection connection,
            Optional<String> id,
            String action,
            String nonce) {
        if (lifecycle != RoomLifecycle.GATHERING && lifecycle != RoomLifecycle.PLAYING) {
            refuse(connection, id, action, ErrorCode.ROOM_OVER);
            return false;
        }
        if (place.left()) {
            tell(
                    connection,
                    id,
                    ErrorBody.refusal("seat-given-up", "You gave that seat up.", action));
            return false;
        }
        Connection before = place.connection();
        place.enter(connection, nonce);
        if (before != null && !before.equals(connection)) {
            before.close(CloseCode.REPLACED);
        }
        return true;
    }

    private void act(RoomCall.Act act, long nowNanos) {
        Optional<RoomSeats.Place> place = seats.at(act.connection());
        if (place.isEmpty()) {
            refuse(act.connection(), act.id(), act.action(), ErrorCode.NOT_ENTERED);
        } else if (lifecycle == RoomLifecycle.GATHERING) {
            String wait = "The game has not started yet.";
            tell(
                    act.connection(),
                    act.id(),
                    ErrorBody.of(ErrorCode.UNAVAILABLE, wait, act.action()));
        } else if (play == null || lifecycle != RoomLifecycle.PLAYING) {
            refuse(act.connection(), act.id(), act.action(), ErrorCode.ROOM_OVER);
        } else {
            play.command(place.get().index(), act, nowNanos);
        }
    }

    private void ask(RoomCall.Ask ask) {
        Optional<RoomSeats.Place> place = seats.at(ask.connection());
        if (place.isEmpty() || play == null) {
            refuse(ask.connection(), ask.id(), ask.action(), ErrorCode.NOT_ENTERED);
        } else {
            play.question(place.get().index(), ask);
        }
    }

    private void leave(RoomCall.Leave leave) {
        Optional<RoomSeats.Place> place = seats.at(leave.connection());
        if (place.isEmpty()) {
            refuse(leave.connection(), leave.id(), "leave", ErrorCode.NOT_ENTERED);
            return;
        }
        place.get().leave();
        voiceOf().answer(leave.connection(), leave.id(), new LeftRoom(), tick());
        if (play != null && lifecycle == RoomLifecycle.PLAYING) {
            play.left(place.get().index());
        }
    }

    private void disconnected(Connection connection) {
        seats.at(connection)
                .ifPresent(
                        place -> {
                            place.detach();
                            if (play != null && lifecycle == RoomLifecycle.PLAYING) {
                                play.gone(place.index());
                            }
                        });
    }

    // -- the life of the room -------------------------------------------------------------------

    private long gather(long nowNanos) {
        if (deadlineNanos == Scheduled.NEVER) {
            return Scheduled.NEVER;
        }
        if (!seats.complete() && nowNanos < deadlineNanos) {
            return deadlineNanos;
        }
        deadlineNanos = Scheduled.NEVER;
        lifecycle = RoomLifecycle.PLAYING;
        play = new RoomPlay(grant, services, seats, this::result, nowNanos);
        LOG.info("room {} plays {}", grant.roomId(), grant.game().info().id());
        return playOn(nowNanos);
    }

    private long playOn(long nowNanos) {
        RoomPlay playing = playing();
        long due = playing.run(nowNanos);
        if (playing.machine().finished()) {
            lifecycle = RoomLifecycle.ENDING;
            return endOn(nowNanos);
        }
        return due;
    }

    private long endOn(long nowNanos) {
        RoomPlay ended = playing();
        long due = ended.settle(nowNanos);
        if (ended.readyToStore()) {
            Outcome outcome = ended.outcome();
            services.ending()
                    .store(
                            grant.epoch(),
                            ended.journalEntries(),
                            outcome,
                            result -> result(new RoomCall.Ended(result)));
        }
        return due;
    }

    private void ended(RoomEnding.Result result, long nowNanos) {
        switch (result) {
            case RoomEnding.Result.Stored stored -> {
                playing().complete(stored.outcomeHash());
                LOG.info("room {} is over", grant.roomId());
                over("finished", nowNanos);
            }
            case RoomEnding.Result.Voided voided -> {
                LOG.error("room {} is void: {}", grant.roomId(), voided.reason());
                over(voided.reason(), nowNanos);
            }
        }
    }

    private void over(String reason, long nowNanos) {
        closedReason = reason;
        lifecycle = RoomLifecycle.OVER;
        deadlineNanos = nowNanos + dev.atrium.host.config.HostConfig.FINISHED_KEPT_MS * MS_NANOS;
        tellAll(new RoomMessages.RoomClosed(closedReason));
    }

    private long stay(long nowNanos) {
        if (nowNanos < deadlineNanos) {
            return deadlineNanos;
        }
        closeAll(CloseCode.ROOM_OVER);
        services.ending().forget(grant.roomId());
        gone();
        return Scheduled.DONE;
    }

    private void appended(@Nullable Throwable failure) {
        if (play == null) {
            return;
        }
        if (cause(failure) instanceof JournalException refused) {
            // Somebody else owns the room, or the store lost it: nothing more leaves from here.
            LOG.error("room {}: {}", grant.roomId(), refused.getMessage());
            lost("journal-" + refused.reason().name().toLowerCase(java.util.Locale.ROOT));
        } else if (failure != null) {
            play.appendFailed();
        } else {
            play.appendStored();
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof java.util.concurrent.CompletionException
                ? failure.getCause()
                : failure;
    }

    /** Throws are bugs of rules or shell: this room is void, the others do not notice. */
    @Override
    public void failed(Throwable failure) {
        services.ending().voidRoom(grant.roomId(), grant.epoch(), "room-failed");
        lost("room-failed");
    }

    private void lost(String reason) {
        tellAll(new RoomMessages.RoomClosed(reason));
        closeAll(CloseCode.ROOM_OVER);
        gone();
    }

    private void hostLeaving() {
        closeAll(CloseCode.HOST_LEAVING);
        gone();
    }

    private void gone() {
        if (lifecycle != RoomLifecycle.GONE) {
            lifecycle = RoomLifecycle.GONE;
            onGone.accept(this);
        }
    }

    // -- speaking -------------------------------------------------------------------------------

    private RoomVoice voiceOf() {
        return play != null ? play.voice() : new RoomVoice(grant, seats, services.speed(), t -> t);
    }

    private RoomPlay playing() {
        if (play == null) {
            throw new IllegalStateException("the play has not begun");
        }
        return play;
    }

    private long tick() {
        return play == null ? 0 : play.machine().tick();
    }

    private void refuse(Connection connection, Optional<String> id, String action, ErrorCode code) {
        tell(connection, id, ErrorBody.of(code, action));
    }

    private void tell(Connection connection, Optional<String> id, ErrorBody error) {
        voiceOf().answer(connection, id, error, tick());
    }

    private void tellAll(dev.atrium.message.Message message) {
        voiceOf().event(tick(), dev.atrium.game.Audience.ALL, message);
    }

    private void closeAll(CloseCode code) {
        for (RoomSeats.Place place : seats.all()) {
            Connection connection = place.connection();
            if (connection != null) {
                connection.close(code);
                place.detach();
            }
        }
    }

    /** Results of our own stores: at most one append and one end are under way. */
    private void result(RoomCall call) {
        results.add(call);
        entry.wake();
    }
}
