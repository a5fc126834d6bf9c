package dev.atrium.game;

import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.message.Message;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A room as a deterministic state machine: a simulation with the tick, the seats, the sequence
 * numbers, the mail and the dice around it. Same seed and same inputs at the same ticks give the
 * same {@link #hash}, on any JVM; {@link #snapshot} and {@link #restore} change nothing.
 *
 * <p>Owned by one thread. The shell feeds it, shows it, keeps it and settles it.
 */
public final class RoomMachine {
    private static final int MAGIC = 0x41545253; // "ATRS"
    private static final int FORMAT_VERSION = 1;

    private final Game game;
    private final Dice dice;
    private final Simulation simulation;
    private final SeatTable seats;
    private final Mail mail;
    private long tick;

    private RoomMachine(Game game, Dice dice, Simulation simulation, SeatTable seats, Mail mail) {
        this.game = game;
        this.dice = dice;
        this.simulation = simulation;
        this.seats = seats;
        this.mail = mail;
    }

    /**
     * Opens a room at tick 0.
     *
     * @throws IllegalArgumentException if the seats are too few, too many, not distinct or not
     *     numbered below the game's most, or if the game does not take the options
     */
    public static RoomMachine open(
            Game game, Seed seed, List<Seat> seated, SortedMap<String, String> options) {
        GameInfo info = game.info();
        if (seated.size() < info.seatsMin() || seated.size() > info.seatsMax()) {
            throw new IllegalArgumentException(
                    "seats=%d (allowed: %d-%d)"
                            .formatted(seated.size(), info.seatsMin(), info.seatsMax()));
        }
        SeatTable seats = new SeatTable();
        for (Seat seat : seated) {
            if (seat.index() >= info.seatsMax()) {
                throw new IllegalArgumentException(
                        "seat=%d (allowed: 0-%d)".formatted(seat.index(), info.seatsMax() - 1));
            }
            if (seats.find(seat.index()).isPresent()) {
                throw new IllegalArgumentException("seat " + seat.index() + " is there twice");
            }
            seats.put(seat);
        }
        Dice dice = Dice.of(seed);
        List<Seat> byIndex = seats.all().stream().map(SeatTable.Row::seat).toList();
        Simulation simulation = game.open(new Opening(byIndex, new TreeMap<>(options), dice));
        return new RoomMachine(game, dice, simulation, seats, new Mail());
    }

    /**
     * Opens a room from a snapshot.
     *
     * @param seed the one it was opened with; a snapshot does not hold it
     * @throws StateFormatException if the bytes are torn, foreign, or of another game or version
     */
    public static RoomMachine restore(Game game, Seed seed, byte[] snapshot) {
        StateReader in = new StateReader(snapshot);
        if (in.int32() != MAGIC || in.uint8() != FORMAT_VERSION) {
            throw new StateFormatException("no snapshot of format " + FORMAT_VERSION);
        }
        GameInfo info = game.info();
        String gameId = in.text();
        int rulesVersion = in.int32();
        if (!gameId.equals(info.id()) || rulesVersion != info.rulesVersion()) {
            throw new StateFormatException(
                    "a snapshot of %s %d, not of %s %d"
                            .formatted(gameId, rulesVersion, info.id(), info.rulesVersion()));
        }
        long tick = in.int64();
        if (tick < 0) {
            throw new StateFormatException("no room is at tick " + tick);
        }
        SeatTable seats = new SeatTable();
        seats.read(in);
        Mail mail = new Mail();
        mail.read(in, game.vocabulary());
        Dice dice = Dice.restore(seed, in);
        StateReader state = new StateReader(in.block());
        in.expectEnd();
        Simulation simulation = StateReader.checked(() -> game.restore(state, dice));
        state.expectEnd();
        RoomMachine machine = new RoomMachine(game, dice, simulation, seats, mail);
        machine.tick = tick;
        return machine;
    }

    /** The game it plays. */
    public Game game() {
        return game;
    }

    /** The current tick: so many have passed since the opening. */
    public long tick() {
        return tick;
    }

    /**
     * The next tick at which something happens by itself, or {@link Simulation#NEVER}. Until then
     * the room need not be woken.
     */
    public long nextWake() {
        return finished() ? Simulation.NEVER : simulation.nextStep(tick);
    }

    /**
     * Lets time pass up to {@code target}; all steps that fall due are made, in order. Stops at the
     * tick at which the play ends.
     *
     * @param target not before the current tick
     */
    public void advanceTo(long target, Emissions emissions) {
        if (target < tick) {
            throw new IllegalArgumentException("from tick " + tick + " back to " + target);
        }
        while (!finished()) {
            long next = simulation.nextStep(tick);
            if (next > target) {
                tick = target;
                return;
            }
            if (next <= tick) {
                throw new IllegalStateException("tick " + next + " is over at tick " + tick);
            }
            tick = next;
            simulation.step(tick, new DirectOut(emissions));
        }
    }

    /**
     * Applies an input at the current tick, or refuses it and stays as it was.
     *
     * @param emissions gets what an accepted input brought about
     */
    public Verdict apply(Input input, Emissions emissions) {
        return switch (input) {
            case Input.EffectsAcknowledged acknowledged ->
                    mail.acknowledge(acknowledged.destination(), acknowledged.sequence());
            case Input.ToGame toGame ->
                    finished()
                            ? Verdict.refused("room-over", "The game is over.")
                            : applyToGame(toGame, emissions);
        };
    }

    private Verdict applyToGame(Input.ToGame input, Emissions emissions) {
        return switch (input) {
            case Input.Command command -> applyCommand(command, emissions);
            case Input.Joined joined -> applyJoined(joined, emissions);
            case Input.Left left -> applySeated(left, left.seat(), Presence.LEFT, emissions);
            case Input.PresenceChanged changed ->
                    applySeated(changed, changed.seat(), changed.presence(), emissions);
            case Input.Forfeited forfeited ->
                    seats.seated(forfeited.seat()).isPresent()
                            ? ask(forfeited, emissions)
                            : notSeated();
            case Input.OperatorAct act -> ask(act, emissions);
            case Input.RoomMessage message -> applyRoomMessage(message, emissions);
        };
    }

    private Verdict applyCommand(Input.Command command, Emissions emissions) {
        Optional<SeatTable.Row> row = seats.seated(command.seat());
        if (row.isEmpty()) {
            return notSeated();
        }
        if (command.sequence() <= row.get().lastSequence()) {
            return Verdict.REPEATED;
        }
        if (!game.vocabulary().knows(command.command())) {
            return notUnderstood();
        }
        Verdict verdict = ask(command, emissions);
        if (verdict instanceof Verdict.Accepted) {
            row.get().applied(command.sequence());
        }
        return verdict;
    }

    private Verdict applyJoined(Input.Joined joined, Emissions emissions) {
        if (seats.seated(joined.seat().index()).isPresent()) {
            return Verdict.refused("seat-taken", "That seat is taken.");
        }
        if (joined.seat().index() >= game.info().seatsMax()) {
            return Verdict.refused("room-full", "The room is full.");
        }
        Verdict verdict = ask(joined, emissions);
        if (verdict instanceof Verdict.Accepted) {
            seats.put(joined.seat());
        }
        return verdict;
    }

    private Verdict applySeated(
            Input.ToGame input, int seat, Presence presence, Emissions emissions) {
        Optional<SeatTable.Row> row = seats.seated(seat);
        if (row.isEmpty()) {
            return notSeated();
        }
        if (row.get().presence() == presence) {
            return Verdict.REPEATED;
        }
        Verdict verdict = ask(input, emissions);
        if (verdict instanceof Verdict.Accepted) {
            row.get().presence(presence);
        }
        return verdict;
    }

    private Verdict applyRoomMessage(Input.RoomMessage message, Emissions emissions) {
        long last = mail.lastReceived(message.from());
        if (message.sequence() <= last) {
            return Verdict.REPEATED;
        }
        if (message.sequence() != last + 1) {
            return Verdict.refused("gap", "Message " + (last + 1) + " has not come yet.");
        }
        if (!game.vocabulary().knows(message.message())) {
            return notUnderstood();
        }
        Verdict verdict = ask(message, emissions);
        if (verdict instanceof Verdict.Accepted) {
            mail.received(message.from(), message.sequence());
        }
        return verdict;
    }

    private Verdict ask(Input.ToGame input, Emissions emissions) {
        HeldOut held = new HeldOut();
        Verdict verdict = simulation.apply(tick, input, held);
        switch (verdict) {
            case Verdict.Accepted accepted -> held.release(new DirectOut(emissions));
            case Verdict.Repeated repeated -> held.expectEmpty();
            case Verdict.Refused refused -> held.expectEmpty();
        }
        return verdict;
    }

    private static Verdict notSeated() {
        return Verdict.refused("not-seated", "Nobody has that seat.");
    }

    private static Verdict notUnderstood() {
        return Verdict.refused("not-understood", "This game knows no such message.");
    }

    /** What a viewer is shown now. */
    public Message view(Viewer viewer) {
        return simulation.view(viewer);
    }

    /** What somebody is told first, behind the answer to his coming; nothing in most games. */
    public Optional<Message> welcome(Viewer viewer) {
        return simulation.welcome(viewer);
    }

    /** Answers a question of a seat; changes nothing. */
    public Answer query(int seat, PlayerQuery query) {
        if (seats.seated(seat).isEmpty()) {
            return new Answer.Declined("not-seated", "Nobody has that seat.");
        }
        if (!game.vocabulary().knows(query)) {
            return new Answer.Declined("unknown-query", "This game answers no such question.");
        }
        return simulation.query(seat, query);
    }

    /** Everybody who ever sat, by index, with his presence now. */
    public SortedMap<Seat, Presence> seats() {
        SortedMap<Seat, Presence> all =
                new TreeMap<>((a, b) -> Integer.compare(a.index(), b.index()));
        for (SeatTable.Row row : seats.all()) {
            all.put(row.seat(), row.presence());
        }
        return all;
    }

    /**
     * The sequence number of the last command of that seat that was applied, 0 before the first.
     */
    public long lastSequence(int seat) {
        return seats.find(seat).map(SeatTable.Row::lastSequence).orElse(0L);
    }

    /** Effects that no destination has acknowledged, by destination and number. */
    public List<Effect> pendingEffects() {
        return mail.pending();
    }

    /** Whether the play has ended. */
    public boolean finished() {
        return simulation.standings().isPresent();
    }

    /** How it ended, once it has. */
    public Optional<Standings> standings() {
        return simulation.standings();
    }

    /** The whole state in canonical bytes, without the seed. Equal states give equal bytes. */
    public byte[] snapshot() {
        GameInfo info = game.info();
        StateWriter out = new StateWriter(4096);
        out.int32(MAGIC).uint8(FORMAT_VERSION).text(info.id()).int32(info.rulesVersion());
        out.int64(tick);
        seats.write(out);
        mail.write(out, game.vocabulary());
        dice.write(out);
        StateWriter state = new StateWriter(2048);
        simulation.write(state);
        out.block(state.toBytes());
        return out.toBytes();
    }

    /** SHA-256 over {@link #snapshot}, dice positions included. */
    public StateHash hash() {
        return StateHash.of(snapshot());
    }

    /** Passes on at once, numbering effects. */
    private final class DirectOut implements Out {
        private final Emissions emissions;

        DirectOut(Emissions emissions) {
            this.emissions = emissions;
        }

        @Override
        public void event(Audience audience, Message event) {
            emissions.event(tick, audience, event);
        }

        @Override
        public void effect(Destination destination, Message message) {
            emissions.effect(tick, mail.send(destination, message));
        }

        @Override
        public void unseat(int seat) {
            SeatTable.Row row =
                    seats.seated(seat)
                            .orElseThrow(() -> new IllegalStateException("nobody sits at " + seat));
            row.presence(Presence.LEFT);
            emissions.unseated(tick, seat);
        }
    }

    /** Holds back until the input is accepted: a refused one tells nothing. */
    private static final class HeldOut implements Out {
        private final List<Consumer<Out>> held = new ArrayList<>(0);

        @Override
        public void event(Audience audience, Message event) {
            held.add(out -> out.event(audience, event));
        }

        @Override
        public void effect(Destination destination, Message message) {
            held.add(out -> out.effect(destination, message));
        }

        @Override
        public void unseat(int seat) {
            held.add(out -> out.unseat(seat));
        }

        void release(Out out) {
            held.forEach(call -> call.accept(out));
        }

        void expectEmpty() {
            if (!held.isEmpty()) {
                throw new IllegalStateException("an input was refused after it told something");
            }
        }
    }
}
