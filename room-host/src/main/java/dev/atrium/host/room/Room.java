package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.message.Message;
import dev.atrium.proof.Outcome;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.RoomMessages;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A room on its host: gathers its players, plays, stores its end, and goes. Runs on its loop's
 * thread; others {@link #post}.
 */
public final class Room implements Scheduled {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private final RoomOwnership ownership;
    private final RoomServices services;
    private final Consumer<Room> onGone;
    private final Mailbox mailbox = new Mailbox();
    private final RoomSeats seats;
    private final RoomVoice voice;
    private final RoomDoor door;
    private final RoomRequests requests;
    private final String loop;
    private final TickLoop.Entry entry;
    private final RoomPulse pulse;
    private final Gathering gathering;
    private final RoomMove move;
    private final RoomClosing closing;
    private final RoomFreeze freeze;
    private final RoomOrders orders;
    private RoomLifecycle lifecycle = RoomLifecycle.GATHERING;
    private @Nullable RoomPlay play;
    private boolean beingVoided;

    private Room(RoomGrant grant, RoomServices services, TickLoop loop, Consumer<Room> onGone) {
        this.ownership = new RoomOwnership(grant, services, this::inform);
        this.services = services;
        this.onGone = onGone;
        this.seats = new RoomSeats(grant.seats(), grant.game().info().watchersMax());
        this.voice = new RoomVoice(grant.owned(), seats, services);
        this.door = new RoomDoor(this, seats, voice);
        this.pulse = RoomPulse.of(grant, services, loop.name());
        this.gathering = new Gathering(grant.owned(), services, seats, this::inform);
        this.closing = new RoomClosing(this, ownership, services, voice);
        this.freeze = new RoomFreeze(this, services, voice);
        this.requests = new RoomRequests(this, door, seats, voice, gathering, freeze);
        this.move = new RoomMove(this, door, requests, ownership, services);
        this.orders = new RoomOrders(this, door, freeze, move);
        this.loop = loop.name();
        this.entry = loop.add(this, grant.roomId());
    }

    /**
     * A room on that loop, which waits for its players, or goes on where another owner came to.
     *
     * @param onGone told once, on the loop's thread, when nobody can enter it any more
     */
    public static Room open(
            RoomGrant grant, RoomServices services, TickLoop loop, Consumer<Room> onGone) {
        return new Room(grant, services, loop, onGone);
    }

    /** Lets it run; once, when it can be found. */
    public void begin() {
        entry.wake();
    }

    /** Its id. */
    public String roomId() {
        return grant().roomId();
    }

    /** Frames of its game, if it has a compact form. */
    public Optional<CompactFrames> compactFrames() {
        return voice.compactFrames();
    }

    /** How it fares. Any thread. */
    public RoomPulse pulse() {
        return pulse;
    }

    /** The name of the loop that runs it. Any thread. */
    public String loop() {
        return loop;
    }

    /** What it plays, and under which epoch now. Any thread. */
    public RoomGrant grant() {
        return ownership.grant();
    }

    /** Whether its row is being made void, which may take a while. On the room's thread. */
    public boolean isBeingVoided() {
        return beingVoided || ownership.isDisowned();
    }

    /** Puts a call into the mailbox. Any thread. */
    public Posted post(RoomCall call) {
        return mailbox.post(call, entry::wake);
    }

    /**
     * Tells what the room must know whatever waits in its mailbox; it comes before that. Any
     * thread.
     */
    public void inform(RoomCall call) {
        mailbox.inform(call, entry::wake);
    }

    @Override
    public long run(long nowNanos) {
        long due = runOnce(nowNanos);
        mailbox.ran(
                lifecycle == RoomLifecycle.PLAYING && playing().takesCommandsBy(due), entry::wake);
        return due;
    }

    @Override
    public void flush() {
        voice.flush();
    }

    @Override
    public void ran(long lateNanos, long tookNanos) {
        pulse.ran(lateNanos, tookNanos, tick());
        pulse.stands(lifecycle, seats.connected());
    }

    private long runOnce(long nowNanos) {
        Optional<RoomGrant.Restored> restored = grant().restored();
        if (play == null && restored.isPresent() && lifecycle != RoomLifecycle.GONE) {
            start(PlayStart.from(restored.get()), nowNanos);
        }
        mailbox.empty(call -> take(call, nowNanos), entry::wake);
        return switch (lifecycle) {
            case GATHERING -> gather(nowNanos);
            case PLAYING -> playOn(nowNanos);
            case MOVING -> move.run(play, nowNanos);
            case ENDING -> endOn(nowNanos);
            case OVER -> closing.stay(nowNanos);
            case GONE -> closing.lastCalls(nowNanos);
        };
    }

    private void take(RoomCall call, long nowNanos) {
        if (requests.cannotLook(nowNanos) && requests.turnedAway(call, ErrorCode.UNAVAILABLE)) {
            return;
        }
        switch (call) {
            case RoomCall.Enter enter -> enter(enter, nowNanos);
            case RoomCall.SeedDrawn drawn -> gathering.drawn(drawn);
            case RoomCall.Begun begun -> gathering.begun(begun);
            case RoomCall.Resume resume -> door.resume(resume);
            case RoomCall.Act act -> requests.act(act, nowNanos);
            case RoomCall.Spent spent -> requests.spent(spent, nowNanos);
            case RoomCall.Ask ask -> requests.ask(ask);
            case RoomCall.Leave leave -> requests.leave(leave);
            case RoomCall.OfConnection came -> door.happened(came);
            case RoomCall.Appended appended -> appended(appended.failure(), nowNanos);
            case RoomCall.Reclaimed reclaimed -> reclaimed(reclaimed.result(), nowNanos);
            case RoomCall.OfPlay came -> {
                if (play != null) {
                    play.came(came, nowNanos);
                }
            }
            case RoomCall.Ended ended -> ended(ended.result(), nowNanos);
            case RoomCall.HostLeaving leaving -> hostLeaving();
            case RoomCall.HandedOver handedOver -> move.handedOver(handedOver.result());
            case RoomCall.Ordered ordered -> orders.take(ordered, nowNanos);
        }
    }

    // -- players --------------------------------------------------------------------------------

    private void enter(RoomCall.Enter enter, long nowNanos) {
        boolean early = lifecycle == RoomLifecycle.GATHERING && gathering.keepsArrival(enter);
        if (!early && door.enter(enter)) {
            gathering.entered(nowNanos);
        }
    }

    /** What is wrong with a call of a connection that has no seat. */
    ErrorCode absent() {
        return lifecycle == RoomLifecycle.GONE ? ErrorCode.ROOM_OVER : ErrorCode.NOT_ENTERED;
    }

    // -- the life of the room -------------------------------------------------------------------

    private long gather(long nowNanos) {
        return switch (gathering.look(nowNanos)) {
            case Gathering.Look.Waits waits -> waits.untilNanos();
            case Gathering.Look.Starts starts -> {
                start(PlayStart.anew(starts.seed()), nowNanos);
                yield playOn(nowNanos);
            }
            case Gathering.Look.Moved moved -> {
                ended(new RoomEnding.Result.Moved(), nowNanos);
                yield closing.lastCalls(nowNanos);
            }
            case Gathering.Look.Ends ends -> {
                log(Level.INFO).log("it does not begin: {}", ends.reason());
                boolean nobody = ends.reason().equals("nobody-entered");
                voidAndGo(ends.reason(), nobody ? CloseCode.ROOM_OVER : CloseCode.HOST_LEAVING);
                yield closing.lastCalls(nowNanos);
            }
        };
    }

    private void start(PlayStart from, long nowNanos) {
        lifecycle = RoomLifecycle.PLAYING;
        play =
                new RoomPlay(
                        grant(),
                        services,
                        new RoomPlay.Parts(seats, voice, pulse, this::inform),
                        from,
                        // On the loop's grid, to wake for many rooms at once; not on a faster
                        // clock.
                        services.speed() == 1 ? entry.alignedNanos(nowNanos) : nowNanos);
        ownership.begun();
        pulse.started(nowNanos);
        log(Level.INFO).log("the room plays {} from tick {}", grant().game().info().id(), tick());
        gathering.release(call -> take(call, nowNanos));
    }

    private long playOn(long nowNanos) {
        RoomPlay playing = playing();
        long due = freeze.run(playing, nowNanos);
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
                            grant().epoch(),
                            ended.journalEntries(),
                            outcome,
                            result -> inform(new RoomCall.Ended(result)));
        }
        return due;
    }

    private void ended(RoomEnding.Result result, long nowNanos) {
        if (lifecycle == RoomLifecycle.GONE) {
            return;
        }
        switch (result) {
            case RoomEnding.Result.Stored stored -> {
                playing().complete(stored.outcomeHash());
                pulse.finished(nowNanos);
                log(Level.INFO).log("the room is over");
                over("finished", nowNanos);
            }
            case RoomEnding.Result.Voided voided -> {
                pulse.voided(voided.reason());
                log(Level.ERROR).log("the room is void: {}", voided.reason());
                over(voided.reason(), nowNanos);
                if (ownership.isDisowned()) {
                    go(move.hostLeaves() ? CloseCode.HOST_LEAVING : CloseCode.ROOM_OVER);
                }
            }
            case RoomEnding.Result.JournalGone gone -> refused(gone.reason());
            case RoomEnding.Result.Moved moved -> {
                log(Level.WARN).log("another host owns the room");
                go(CloseCode.HOST_LEAVING);
            }
            case RoomEnding.Result.NotKnown notKnown -> {
                log(Level.ERROR).log("void or not ({}): its row will say", notKnown.reason());
                go(CloseCode.HOST_LEAVING);
            }
        }
    }

    private void over(String reason, long nowNanos) {
        lifecycle = RoomLifecycle.OVER;
        closing.keep(move.hostLeaves() ? 0 : services.finishedKeptMs(), nowNanos);
        tellAll(new RoomMessages.RoomClosed(reason));
    }

    private void appended(@Nullable Throwable failure, long nowNanos) {
        if (play == null || lifecycle == RoomLifecycle.GONE || ownership.isDisowned()) {
            return;
        }
        JournalException refused = JournalException.in(failure);
        if (refused != null) {
            refused("journal-" + refused.reason().code());
        } else if (failure != null) {
            play.appendFailed(nowNanos);
        } else {
            play.appendStored(nowNanos);
        }
    }

    private void refused(String reason) {
        if (!ownership.isDisowned() && !ownership.refused(reason, playing())) {
            disown();
        }
    }

    private void reclaimed(RoomReclaim.Result result, long nowNanos) {
        Optional<RoomGrant> ours = ownership.reclaimed(result);
        if (lifecycle == RoomLifecycle.GONE || lifecycle == RoomLifecycle.OVER) {
            return;
        }
        if (ours.isEmpty() || !playing().startJournalAnew(ours.get(), nowNanos)) {
            disown();
        }
    }

    /** Nothing more leaves from here; whether it is void, or another's, its row will say. */
    private void disown() {
        disown(ownership.reason(), result -> {});
    }

    void disown(String reason, Consumer<RoomEnding.Result> told) {
        lifecycle = RoomLifecycle.OVER;
        closing.awaitRow();
        move.roomGoes(ErrorCode.UNAVAILABLE);
        ownership.disown(reason, told);
    }

    /** Throws are bugs of rules or shell: this room is void, the others do not notice. */
    @Override
    public long failed(Throwable failure) {
        voidAndGo("room-failed", CloseCode.ROOM_OVER);
        return services.clock().nanoTime();
    }

    /** The row is closed only if this host still owns the room: after a takeover it is not ours. */
    private void voidAndGo(String reason, CloseCode code) {
        if (lifecycle == RoomLifecycle.GONE) {
            return;
        }
        pulse.voided(reason);
        beingVoided = true;
        services.ending().voidRoom(roomId(), grant().epoch(), reason, result -> {});
        voice.abandon();
        tellAll(new RoomMessages.RoomClosed(reason));
        go(code);
    }

    /** What gathers or plays goes to another host, with its journal stored to the last tick. */
    private void hostLeaving() {
        move.hostLeaving();
        if (lifecycle == RoomLifecycle.OVER) {
            closing.hostLeaving();
        }
    }

    void go(CloseCode code) {
        lifecycle = RoomLifecycle.GONE;
        mailbox.close();
        boolean elsewhere = code == CloseCode.HOST_LEAVING && !beingVoided;
        move.roomGoes(elsewhere ? ErrorCode.UNAVAILABLE : ErrorCode.ROOM_OVER);
        closing.lastWords();
        door.closeAll(code);
        onGone.accept(this);
    }

    private LoggingEventBuilder log(Level level) {
        return LOG.atLevel(level).addKeyValue("room", roomId());
    }

    // -- speaking -------------------------------------------------------------------------------

    private RoomPlay playing() {
        if (play == null) {
            throw new IllegalStateException("the play has not begun");
        }
        return play;
    }

    /** The play, once it has begun. */
    @Nullable RoomPlay play() {
        return play;
    }

    /** The play while it runs: only then do seats that come and go matter to it. */
    @Nullable RoomPlay running() {
        return lifecycle == RoomLifecycle.PLAYING ? play : null;
    }

    /** Why nobody gets in and nothing is taken. */
    ErrorCode closedFor() {
        return isUndecided() ? ErrorCode.UNAVAILABLE : ErrorCode.ROOM_OVER;
    }

    /** Whether another host may go on with it: what happens here now is in no journal. */
    boolean isUndecided() {
        return lifecycle == RoomLifecycle.MOVING
                || (lifecycle == RoomLifecycle.OVER && ownership.isDisowned());
    }

    RoomLifecycle lifecycle() {
        return lifecycle;
    }

    void become(RoomLifecycle next) {
        lifecycle = next;
    }

    RoomFreeze freeze() {
        return freeze;
    }

    boolean takesPlayers() {
        return lifecycle == RoomLifecycle.GATHERING || lifecycle == RoomLifecycle.PLAYING;
    }

    long tick() {
        return play == null ? 0 : play.machine().tick();
    }

    void refuse(Connection connection, Optional<String> id, String action, ErrorCode code) {
        tell(connection, id, ErrorBody.of(code, action));
    }

    void tell(Connection connection, Optional<String> id, ErrorBody error) {
        voice.answer(connection, id, error, tick());
    }

    void tellAll(Message message) {
        voice.tellAll(tick(), message);
    }
}
