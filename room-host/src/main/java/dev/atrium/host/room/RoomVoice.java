package dev.atrium.host.room;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.atrium.game.Audience;
import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.Showing;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Protocol;
import dev.atrium.wire.RoomMessages.PlayerInfo;
import dev.atrium.wire.ServerMessage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * How a room speaks: numbers the messages of its streams, encodes once what is the same for all,
 * and per seat what differs. Its thread's alone.
 */
final class RoomVoice {
    /** Stands in for the JSON of a round that all see in its compact form. */
    private static final byte[] NOBODY_WANTS_IT = new byte[0];

    private RoomGrant.Owned owned;
    private final GameInfo info;
    private final RoomSeats seats;
    private final int speed;
    private LongUnaryOperator wallClock;
    private final boolean shared;
    private final Optional<CompactRounds> compact;
    private final Outlet outlet;
    private final RoomAcknowledgements acknowledgements;
    private final MissedEvents missed;
    private long sharedSequence;

    RoomVoice(RoomGrant.Owned owned, RoomSeats seats, RoomServices services) {
        this.owned = owned;
        this.info = owned.game().info();
        this.seats = seats;
        boolean strict = info.durability() == GameInfo.Durability.STRICT;
        this.outlet = strict ? new HeldOutlet() : new Outlet.AtOnce();
        this.speed = services.speed();
        this.wallClock = tick -> services.wallClock().millis();
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
        wallClock = clock;
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
            if (compactly) {
                compact.orElseThrow().event(ServerMessage.bare(event, wallClock));
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
        owned = now;
        // A delta names no epoch.
        compact.ifPresent(CompactRounds::startAnew);
    }

    /** Refuses what the room cannot look at now: that tells nothing of it, and does not wait. */
    void refuseAtOnce(Connection connection, Optional<String> id, ErrorBody error) {
        connection.meter().refused(error.code());
        connection.send(
                ServerMessage.encode(
                        MessageShape.of(ErrorBody.class).name(),
                        out -> {
                            if (id.isPresent()) {
                                out.writeStringField("id", id.get());
                            }
                            out.writeStringField("room", owned.roomId());
                        },
                        out -> MessageJson.write(out, error, wallClock)));
    }

    /** Deadlines have moved, which deltas do not tell: the next view goes out whole. */
    void timeSlipped() {
        compact.ifPresent(CompactRounds::startAnew);
    }

    /** Sends everybody the newest view. */
    void views(RoomMachine machine, JournalWriter journal) {
        if (shared) {
            sharedViews(machine, journal);
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
    }

    private void sharedViews(RoomMachine machine, JournalWriter journal) {
        RoomSeats.Place viewer = null;
        boolean compactly = false;
        boolean textually = false;
        for (RoomSeats.Place place : seats.all()) {
            Session session = place.session();
            if (session != null) {
                viewer = place;
                boolean wanted = session.isCompact();
                compactly |= wanted;
                textually |= !wanted;
            }
        }
        if (viewer == null) {
            return;
        }
        long sequence = ++sharedSequence;
        Message view = machine.view(Viewer.seat(viewer.index()));
        Showing showing = showing(machine, journal, viewer, sequence, view, compactly, textually);
        for (RoomSeats.Place place : seats.all()) {
            Session session = place.session();
            if (session != null) {
                outlet.addView(session.connection(), showing, session.isCompact());
            }
        }
    }

    /** JSON is made now, on the room's thread, if anybody wants it: it reads what changes. */
    private Showing showing(
            RoomMachine machine,
            JournalWriter journal,
            RoomSeats.Place viewer,
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
                        new ServerMessage.Position(owned.roomId(), owned.epoch(), sequence, tick),
                        wallClock.applyAsLong(tick),
                        acknowledgements.ofAll(machine, journal),
                        view));
    }

    private byte[] encoded(
            RoomMachine machine,
            JournalWriter journal,
            RoomSeats.Place place,
            long sequence,
            Message view) {
        return inStream(
                sequence,
                machine.tick(),
                out -> acknowledgements.write(out, machine, journal, place),
                view);
    }

    /** The answer to {@code enter}; with the first view, once there is one. */
    void entered(
            RoomSeats.Place place,
            Optional<String> id,
            List<PlayerInfo> players,
            Optional<RoomMachine> machine) {
        Connection connection = place.connection();
        if (connection == null) {
            return;
        }
        long tick = machine.map(RoomMachine::tick).orElse(0L);
        outlet.add(
                connection,
                ServerMessage.encode(
                        "entered",
                        out -> envelope(out, id, shared ? sharedSequence : place.sequence(), tick),
                        out -> enteredData(out, place, players, machine, tick)));
    }

    private void enteredData(
            JsonGenerator out,
            RoomSeats.Place place,
            List<PlayerInfo> players,
            Optional<RoomMachine> machine,
            long tick)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("roomId", owned.roomId());
        out.writeNumberField("seat", place.index());
        out.writeStringField("game", info.id());
        out.writeNumberField("rulesVersion", info.rulesVersion());
        out.writeNumberField("protocol", Protocol.VERSION);
        out.writeNumberField("oldestProtocol", Protocol.OLDEST_ACCEPTED);
        out.writeNumberField("tick", tick);
        out.writeNumberField("tickRate", info.tickRateHz());
        out.writeNumberField("viewRate", info.viewRateHz());
        out.writeNumberField("speed", speed);
        out.writeArrayFieldStart("players");
        for (PlayerInfo player : players) {
            MessageJson.write(out, player, wallClock);
        }
        out.writeEndArray();
        if (machine.isPresent()) {
            out.writeFieldName("state");
            Message view = machine.get().view(Viewer.seat(place.index()));
            MessageJson.write(out, view, wallClock);
        }
        out.writeEndObject();
    }

    /** An answer to one connection, outside the streams. */
    void answer(Connection connection, Optional<String> id, Message message, long tick) {
        if (message instanceof ErrorBody error) {
            connection.meter().refused(error.code());
        }
        outlet.add(
                connection,
                ServerMessage.encode(
                        MessageShape.of(message.getClass()).name(),
                        out -> {
                            if (id.isPresent()) {
                                out.writeStringField("id", id.get());
                            }
                            out.writeStringField("room", owned.roomId());
                            out.writeNumberField("epoch", owned.epoch());
                            out.writeNumberField("tick", tick);
                        },
                        out -> MessageJson.write(out, message, wallClock)));
    }

    private void envelope(JsonGenerator out, Optional<String> id, long sequence, long tick)
            throws IOException {
        if (id.isPresent()) {
            out.writeStringField("id", id.get());
        }
        out.writeStringField("room", owned.roomId());
        out.writeNumberField("epoch", owned.epoch());
        out.writeNumberField("seq", sequence);
        out.writeNumberField("tick", tick);
    }

    private byte[] inStream(long sequence, long tick, ServerMessage.Fields more, Message message) {
        return ServerMessage.inStream(
                new ServerMessage.Position(owned.roomId(), owned.epoch(), sequence, tick),
                more,
                message,
                wallClock);
    }

    private long next(RoomSeats.Place place) {
        return shared ? ++sharedSequence : place.nextSequence();
    }
}
