package dev.atrium.proof;

import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.game.Bot;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.vrf.DrawnSeed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A room without a host, for tools and tests that need a play to run again: its journal and its
 * outcome are what a host would leave, with a mark and a hash each second. The same seed and the
 * same inputs make the same play. Not thread-safe.
 */
public final class HostlessRoom {
    private final String roomId;
    private final DrawnSeed seed;
    private final GameInfo info;
    private final RoomMachine machine;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final TreeMap<Integer, Bot> bots = new TreeMap<>();
    private final TreeMap<Integer, Long> sequences = new TreeMap<>();

    /** Of the next input, among those of its tick. */
    private int index;

    private HostlessRoom(String roomId, DrawnSeed seed, RoomMachine machine) {
        this.roomId = roomId;
        this.seed = seed;
        this.info = machine.game().info();
        this.machine = machine;
    }

    /** As {@link #open(Game, String, DrawnSeed, List)}, with a seed that proves nothing. */
    public static HostlessRoom open(Game game, String roomId, Seed seed, List<Seat> seats) {
        return open(game, roomId, DrawnSeed.random(seed), seats);
    }

    /**
     * Opens a room without options, in which nobody does anything by himself yet.
     *
     * @throws IllegalArgumentException if the game does not take these seats
     */
    public static HostlessRoom open(Game game, String roomId, DrawnSeed seed, List<Seat> seats) {
        return open(game, roomId, seed, seats, new TreeMap<>());
    }

    /**
     * Opens a room with options, in which nobody does anything by himself yet.
     *
     * @throws IllegalArgumentException if the game does not take these seats, or these options
     */
    public static HostlessRoom open(
            Game game,
            String roomId,
            DrawnSeed seed,
            List<Seat> seats,
            SortedMap<String, String> options) {
        RoomMachine machine = RoomMachine.open(game, seed.seed(), seats, options);
        HostlessRoom room = new HostlessRoom(roomId, seed, machine);
        room.entries.add(
                new JournalEntry.Opened(
                        roomId,
                        room.info.id(),
                        room.info.rulesVersion(),
                        seats,
                        options,
                        seed.nonces()));
        return room;
    }

    /** From now on house bots play all seats, people's too; their dice follow from the seed. */
    public void seatBots() {
        for (Seat seat : machine.seats().keySet()) {
            Dice dice = Dice.of(seed.seed().derive("driver/" + seat.index()));
            machine.game().bot(seat, dice).ifPresent(bot -> bots.put(seat.index(), bot));
        }
    }

    /** Applies an input at the current tick; it is journalled unless it is refused. */
    public Verdict apply(Input input) {
        Verdict verdict = machine.apply(input, Emissions.NONE);
        if (verdict instanceof Verdict.Accepted) {
            entries.add(new JournalEntry.Applied(machine.tick(), index++, input));
        }
        return verdict;
    }

    /** Lets the bots command if they are shown a view at this tick, then makes one tick. */
    public void tick() {
        if (machine.tick() % Math.max(1, info.tickRateHz() / info.viewRateHz()) == 0) {
            bots.forEach(this::drive);
        }
        machine.advanceTo(machine.tick() + 1, Emissions.NONE);
        index = 0;
        if (machine.tick() % info.tickRateHz() == 0 || machine.finished()) {
            mark();
        }
    }

    private void drive(int seat, Bot bot) {
        for (PlayerCommand command : bot.decide(machine.tick(), machine.view(Viewer.seat(seat)))) {
            long sequence = sequences.merge(seat, 1L, Long::sum);
            apply(new Input.Command(seat, sequence, command));
        }
    }

    /** Ticks until it is over, which only games with an end are. */
    public void playToTheEnd() {
        while (!machine.finished()) {
            tick();
        }
    }

    /** Marks the current tick in the journal, with the state's hash. */
    public void mark() {
        entries.add(new JournalEntry.Mark(machine.tick(), Optional.of(machine.hash())));
    }

    /** The room as it stands. */
    public RoomMachine machine() {
        return machine;
    }

    /** What was journalled so far. */
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** The journal as the archive has it. */
    public JournalFile journal() {
        JournalCodec codec = new JournalCodec(machine.game().vocabulary());
        return new JournalFile(roomId, entries.stream().map(codec::encode).toList());
    }

    /**
     * How it ended.
     *
     * @param startedAtMs wall time at which play is said to have started
     * @param finishedAtMs wall time at which it is said to have ended
     * @param build what is said to have played it
     * @throws java.util.NoSuchElementException if it has not ended
     */
    public Outcome outcome(long startedAtMs, long finishedAtMs, String build) {
        return Outcome.of(
                machine,
                journal().chainHead(),
                new Outcome.Play(roomId, seed, startedAtMs, finishedAtMs, build));
    }
}
