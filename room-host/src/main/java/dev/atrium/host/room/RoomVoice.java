package dev.atrium.host.room;

import dev.atrium.game.Audience;
import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.Showing;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.message.Message;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.RoomMessages.PlayerInfo;
import dev.atrium.wire.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * How a room speaks: numbers the messages of its streams, encodes once what is the same for all,
 * and per seat what differs. Its thread's alone.
 */
final class RoomVoice {
    /** Stands in for the JSON of a round that all see in its compact form. */
    private static final byte[] NOBODY_WANTS_IT = new byte[0];

    private final RoomEncoding encoding;
    private final RoomSeats seats;
    private final RoomWatchers watchers;
    private final boolean shared;
    private final boolean strict;
    private final Optional<CompactRounds> compact;
    private final Outlet outlet;
    private final RoomAcknowledgements acknowledgements;
    private final MissedEvents missed;
    private long sharedSequence;
    private @Nullable Message lastView;

    RoomVoice(RoomGrant.Owned owned, RoomSeats seats, RoomServices services) {
        GameInfo info = owned.game().info();
        this.encoding =
                new RoomEncoding(owned, services.speed(), tick -> services.wallClock().millis());
        this.seats = seats;
        this.watchers = seats.watchers();
        this.strict = info.durability() == GameInfo.Durability.STRICT;
        this.outlet = strict ? new HeldOutlet() : new Outlet.AtOnce();
        this.shared = info.viewScope() == GameInfo.ViewScope.SHARED;
        this.compact =
                owned.game()
                        .compactForm()
                        .filter(form -> shared)
                        .map(form -> new CompactRounds(new CompactFrames(form)));
        this.acknowledgements = new RoomAcknowledgements(seats, shared, strict);
        this.missed = new MissedEvents(seats, shared, compact, outlet, this::inStream);
    }

    /** Which wall time a tick falls on, once there is a play; until then no message names one. */
    void keepTimeBy(LongUnaryOperator clock) {
        encoding.keepTimeBy(clock);
    }

    /** Frames of its game, if it has a compact form. */
    Optional<CompactFrames> compactFrames() {
        return compact.map(CompactRounds::frames);
    }

    /** Tells everybody something of the room itself, at once. */
    void tellAll(long tick, Message message) {
        event(tick, Audience.ALL, message, false);
    }

    /** Tells an event of the game to those of its audience who are connected. */
    void event(long tick, Audience audience, Message event) {
        event(tick, audience, event, true);
    }

    private void event(long tick, Audience audience, Message event, boolean ofGame) {
        boolean toAll = audience.equals(Audience.ALL);
        if (shared && !(ofGame && toAll)) {
            missed.tellWhatWaits(sharedSequence);
        }
        if (shared && toAll) {
            long sequence = ++sharedSequence;
            byte[] bytes = null;
            boolean compactly = false;
            for (RoomSeats.Place place : seats.all()) {
                Session session = place.session();
                if (session == null) {
                    continue;
                }
                if (ofGame && session.isCompact()) {
                    compactly = true;
                    continue;
                }
                if (bytes == null) {
                    bytes = inStream(sequence, tick, ServerMessage.Fields.NONE, event);
                }
                outlet.add(session.connection(), bytes);
            }
            for (RoomWatchers.Watcher watcher : watchers.all()) {
                if (bytes == null) {
                    bytes = inStream(sequence, tick, ServerMessage.Fields.NONE, event);
                }
                outlet.add(watcher.connection(), bytes);
            }
            if (compactly) {
                compact.orElseThrow().event(ServerMessage.bare(event, encoding.wallClock()));
            }
            missed.told(new RecentEvents.Event(sequence, tick, RecentEvents.ALL, compactly, event));
            return;
        }
        for (RoomSeats.Place place : seats.all()) {
            if (place.plan().bot() || !audience.includes(Viewer.seat(place.index()))) {
                continue;
            }
            long sequence = next(place);
            missed.told(new RecentEvents.Event(sequence, tick, place.index(), false, event));
            Connection connection = place.connection();
            if (connection != null) {
                outlet.add(connection, inStream(sequence, tick, ServerMessage.Fields.NONE, event));
            }
        }
        if (toAll) {
            for (RoomWatchers.Watcher watcher : watchers.all()) {
                byte[] bytes =
                        inStream(watcher.nextSequence(), tick, ServerMessage.Fields.NONE, event);
                outlet.add(watcher.connection(), bytes);
            }
        }
    }

    /**
     * What a seat that comes back was not told, in order.
     *
     * @param lastSequence the last number that it has of this owner's stream
     * @return empty if that is not known any more, or never was a number of the stream
     */
    Optional<List<RecentEvents.Event>> missedBy(RoomSeats.Place place, long lastSequence) {
        if (lastSequence > (shared ? sharedSequence : place.sequence())) {
            return Optional.empty();
        }
        return missed.by(place.index(), lastSequence);
    }

    /** Tells a session events again, under the numbers that they had. */
    void again(Session session, List<RecentEvents.Event> events) {
        missed.again(session, events, sharedSequence);
    }

    private byte[] inStream(RecentEvents.Event event) {
        return inStream(event.sequence(), event.tick(), ServerMessage.Fields.NONE, event.message());
    }

    /** Lets all leave that was said since the last time. */
    void flush() {
        outlet.flush();
    }

    /** Ends a session once its connection was told all that was said before. */
    void close(Session session, CloseCode code) {
        outlet.close(session, code);
    }

    /** What is said waits from now on until the journal behind it is stored, if it is strict. */
    void follow(RoomJournal journal) {
        outlet.follow(journal);
    }

    /** More of the journal is stored: a view that waited for it keeps no newer one back. */
    void release() {
        outlet.release();
    }

    /** What waits for the journal must never leave; what is said from now on does at once. */
    void abandon() {
        outlet.abandon();
    }

    /** Whether views wait for the journal: then no newer one is made. */
    boolean holdsViews() {
        return outlet.holdsViews();
    }

    /** Whether so much waits for the journal that the room must stand still. */
    boolean isFull() {
        return outlet.isFull();
    }

    /** The room is owned under another epoch from now on. */
    void speakAs(RoomGrant.Owned now) {
        encoding.speakAs(now);
        // A delta names no epoch.
        compact.ifPresent(CompactRounds::startAnew);
    }

    /** Refuses what the room cannot look at now: that tells nothing of it, and does not wait. */
    void refuseAtOnce(Connection connection, Optional<String> id, ErrorBody error) {
        connection.meter().refused(error.code());
        connection.send(encoding.refusal(id, error));
    }

    /** Deadlines have moved, which deltas do not tell: the next view goes out whole. */
    void timeSlipped() {
        compact.ifPresent(CompactRounds::startAnew);
    }

    /**
     * Sends everybody the newest view.
     *
     * @param wanted whether somebody waits for it who has not seen the last one
     */
    void views(RoomMachine machine, JournalWriter journal, boolean wanted) {
        if (shared) {
            sharedViews(machine, journal, wanted);
            return;
        }
        for (RoomSeats.Place place : seats.all()) {
            Connection connection = place.connection();
            if (connection != null) {
                long sequence = next(place);
                Message view = machine.view(Viewer.seat(place.index()));
                byte[] bytes = encoded(machine, journal, place, sequence, view);
                outlet.addView(connection, Showing.text(() -> bytes), false);
            }
        }
        for (RoomWatchers.Watcher watcher : watchers.all()) {
            byte[] bytes =
                    inStream(
                            watcher.nextSequence(),
                            machine.tick(),
                            ServerMessage.Fields.NONE,
                            machine.view(Viewer.WATCHER));
            outlet.addView(watcher.connection(), Showing.text(() -> bytes), false);
        }
    }

    private void sharedViews(RoomMachine machine, JournalWriter journal, boolean wanted) {
        RoomSeats.Place viewer = null;
        boolean compactly = false;
        boolean textually = !watchers.all().isEmpty();
        for (RoomSeats.Place place : seats.all()) {
            Session session = place.session();
            if (session != null) {
                viewer = place;
                boolean compact = session.isCompact();
                compactly |= compact;
                textually |= !compact;
            }
        }
        if (!compactly && !textually) {
            return;
        }
        Message view = machine.view(viewer == null ? Viewer.WATCHER : Viewer.seat(viewer.index()));
        if (strict && !wanted && view.equals(lastView)) {
            // Every command has its own answer there: a view that tells nothing new is none.
            return;
        }
        lastView = view;
        long sequence = ++sharedSequence;
        Showing showing = showing(machine, journal, viewer, sequence, view, compactly, textually);
        for (RoomSeats.Place place : seats.all()) {
            Session session = place.session();
            if (session != null) {
                outlet.addView(session.connection(), showing, session.isCompact());
            }
        }
        for (RoomWatchers.Watcher watcher : watchers.all()) {
            outlet.addView(watcher.connection(), showing, false);
        }
    }

    /** JSON is made now, on the room's thread, if anybody wants it: it reads what changes. */
    private Showing showing(
            RoomMachine machine,
            JournalWriter journal,
            RoomSeats.@Nullable Place viewer,
            long sequence,
            Message view,
            boolean compactly,
            boolean textually) {
        byte[] text =
                textually ? encoded(machine, journal, viewer, sequence, view) : NOBODY_WANTS_IT;
        if (!compactly) {
            return Showing.text(() -> text);
        }
        long tick = machine.tick();
        CompactRounds rounds = compact.orElseThrow();
        missed.framed(sequence);
        return Showing.both(
                () -> text,
                rounds.next(
                        encoding.position(sequence, tick),
                        encoding.wallClock().applyAsLong(tick),
                        acknowledgements.ofAll(machine, journal),
                        view));
    }

    private byte[] encoded(
            RoomMachine machine,
            JournalWriter journal,
            RoomSeats.@Nullable Place place,
            long sequence,
            Message view) {
        return inStream(
                sequence,
                machine.tick(),
                out -> acknowledgements.write(out, machine, journal, place),
                view);
    }

    /**
     * The answer to {@code enter}; with the first view, once there is one.
     *
     * @param next the number of his next command, where the room keeps their order
     */
    void entered(
            RoomSeats.Place place,
            Optional<String> id,
            List<PlayerInfo> players,
            Optional<RoomMachine> machine,
            OptionalLong next) {
        Connection connection = place.connection();
        if (connection != null) {
            long last = shared ? sharedSequence : place.sequence();
            Viewer viewer = Viewer.seat(place.index());
            RoomEncoding.Arrival arrival = new RoomEncoding.Arrival(viewer, last, next);
            outlet.add(connection, encoding.entered(arrival, id, players, machine));
        }
    }

    /** The answer to the {@code enter} of who looks on. */
    void entered(
            RoomWatchers.Watcher watcher,
            Optional<String> id,
            List<PlayerInfo> players,
            Optional<RoomMachine> machine) {
        long last = shared ? sharedSequence : watcher.sequence();
        RoomEncoding.Arrival arrival =
                new RoomEncoding.Arrival(Viewer.WATCHER, last, OptionalLong.empty());
        outlet.add(watcher.connection(), encoding.entered(arrival, id, players, machine));
    }

    /** An answer to one connection, outside the streams. */
    void answer(Connection connection, Optional<String> id, Message message, long tick) {
        if (message instanceof ErrorBody error) {
            connection.meter().refused(error.code());
        }
        outlet.add(connection, encoding.answer(id, message, tick));
    }

    /** A seat is taken from its player for good: he is told, and his session ends. */
    void dismiss(RoomSeats.Place place, long tick) {
        Session session = place.session();
        place.kick();
        if (session != null) {
            Message closed = new RoomMessages.RoomClosed(CloseCode.KICKED.reason());
            answer(session.connection(), Optional.empty(), closed, tick);
            close(session, CloseCode.KICKED);
        }
    }

    /** Has something done outside, once what it follows from is stored. */
    void afterStored(Runnable errand) {
        outlet.run(errand);
    }

    private byte[] inStream(long sequence, long tick, ServerMessage.Fields more, Message message) {
        return encoding.inStream(sequence, tick, more, message);
    }

    private long next(RoomSeats.Place place) {
        return shared ? ++sharedSequence : place.nextSequence();
    }
}
