package dev.atrium.journal;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Verdict;
import dev.atrium.journal.BrokenJournalException.Fault;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Runs a journal on a machine, entry by entry: what a replay and a restore have in common. Not
 * thread-safe.
 */
public final class JournalRun {
    private final RoomMachine machine;
    private final JournalEntry.Opened opened;
    private final JournalCodec codec;
    private final JournalTrail trail;
    private int hashesCompared;
    private HashWatch watch = HashWatch.NONE;
    private Emissions emissions = Emissions.NONE;

    /** Is told of each state that the journal vouches for, before the two are compared. */
    @FunctionalInterface
    public interface HashWatch {
        /** Looks away. */
        HashWatch NONE = (tick, journalled, replayed) -> {};

        /**
         * Two hashes of one tick, the same if all is well.
         *
         * @param journalled what the room's owner had
         * @param replayed what this run has
         */
        void compared(long tick, StateHash journalled, StateHash replayed);
    }

    private JournalRun(RoomMachine machine, JournalEntry.Opened opened, JournalTrail trail) {
        this.machine = machine;
        this.opened = opened;
        this.trail = trail;
        this.codec = new JournalCodec(machine.game().vocabulary());
    }

    /**
     * Opens the room of a journal.
     *
     * @param first the journal's first entry
     * @throws BrokenJournalException if that does not open this room, or the rules cannot
     */
    public static JournalRun open(GameCatalog catalog, Seed seed, String roomId, byte[] first) {
        JournalEntry.Opened opened = opening(roomId, first);
        Game game = find(catalog, opened);
        RoomMachine machine;
        try {
            machine = RoomMachine.open(game, seed, opened.seats(), opened.options());
        } catch (RuntimeException e) {
            throw new BrokenJournalException(Fault.RULES_FAILED, 0, e);
        }
        return new JournalRun(machine, opened, JournalTrail.from(roomId, first));
    }

    /**
     * Opens the room of a journal where what its store keeps begins: at its opening, or at its base
     * if what was before is trimmed.
     *
     * @param journal not empty
     * @throws BrokenJournalException if that does not open this room, or the rules cannot
     */
    public static JournalRun open(GameCatalog catalog, Seed seed, KeptJournal journal) {
        if (journal.base().isEmpty()) {
            return open(catalog, seed, journal.roomId(), journal.opening());
        }
        JournalEntry.Opened opened = opening(journal.roomId(), journal.opening());
        Game game = find(catalog, opened);
        RoomMachine machine =
                restored(game, seed, journal.base().get().snapshot(), Fault.BASE_DIFFERS);
        return new JournalRun(machine, opened, journal.trail());
    }

    /**
     * Opens the room of a journal where a snapshot of it stands; what was before is read and not
     * played.
     *
     * @param journal not empty
     * @throws BrokenJournalException if the snapshot does not belong there: the journal may be
     *     well, and can be run from where it begins
     */
    public static JournalRun at(
            GameCatalog catalog, Seed seed, KeptJournal journal, JournalSnapshot snapshot) {
        if (snapshot.entries() < journal.before() || snapshot.entries() > journal.count()) {
            throw new BrokenJournalException(Fault.OUT_OF_ORDER, 0);
        }
        JournalEntry.Opened opened = opening(journal.roomId(), journal.opening());
        Game game = find(catalog, opened);
        RoomMachine machine = restored(game, seed, snapshot, Fault.UNREADABLE);
        JournalRun run = new JournalRun(machine, opened, journal.trail());
        JournalEntry last = opened;
        int count = (int) (snapshot.entries() - journal.before());
        int first = (int) (run.entries() - journal.before());
        for (byte[] bytes : journal.entries().subList(first, count)) {
            last = run.decode(bytes);
            run.follow(last);
            run.trail.add(bytes);
        }
        StateHash hash = StateHash.of(snapshot.state());
        JournalEntry expected = new JournalEntry.Mark(machine.tick(), Optional.of(hash));
        boolean isBase = journal.base().map(base -> base.snapshot().equals(snapshot)).orElse(false);
        if (!isBase && !expected.equals(last)) {
            throw new BrokenJournalException(Fault.HASH_DIFFERS, machine.tick());
        }
        return run;
    }

    private static Game find(GameCatalog catalog, JournalEntry.Opened opened) {
        return catalog.find(opened.gameId(), opened.rulesVersion())
                .orElseThrow(() -> new BrokenJournalException(Fault.UNKNOWN_GAME, 0));
    }

    private static RoomMachine restored(
            Game game, Seed seed, JournalSnapshot snapshot, Fault otherwise) {
        try {
            return RoomMachine.restore(game, seed, snapshot.state());
        } catch (StateFormatException e) {
            throw new BrokenJournalException(otherwise, 0, e);
        }
    }

    /** Whether that entry opens that room. */
    static boolean isOpening(String roomId, byte[] first) {
        try {
            opening(roomId, first);
            return true;
        } catch (BrokenJournalException e) {
            return false;
        }
    }

    private static JournalEntry.Opened opening(String roomId, byte[] first) {
        try {
            // An opening holds no message, so any vocabulary reads it.
            JournalCodec codec = new JournalCodec(Vocabulary.of(List.of()));
            if (codec.decode(first) instanceof JournalEntry.Opened opened
                    && opened.roomId().equals(roomId)) {
                return opened;
            }
        } catch (StateFormatException e) {
            throw new BrokenJournalException(Fault.NOT_OPENED, 0, e);
        }
        throw new BrokenJournalException(Fault.NOT_OPENED, 0);
    }

    /** Tells that watch of every hash from here on. */
    public void watchedBy(HashWatch hashWatch) {
        watch = hashWatch;
    }

    /** From here on what the room tells goes there too; else a run is silent. */
    public void tells(Emissions told) {
        emissions = told;
    }

    /**
     * Runs the next entry.
     *
     * @throws BrokenJournalException if it is none, or not the next; the run has ended then
     */
    public void run(byte[] bytes) {
        JournalEntry entry = decode(bytes);
        try {
            run(entry);
        } catch (BrokenJournalException e) {
            throw e;
        } catch (RuntimeException e) {
            throw broken(Fault.RULES_FAILED, e);
        }
        trail.add(bytes);
    }

    private JournalEntry decode(byte[] bytes) {
        try {
            return codec.decode(bytes);
        } catch (StateFormatException e) {
            throw broken(Fault.UNREADABLE, e);
        }
    }

    private void run(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Opened again -> throw broken(Fault.OUT_OF_ORDER, null);
            case JournalEntry.Applied applied -> {
                follow(applied);
                reach(applied.tick());
                Verdict verdict = machine.apply(applied.input(), emissions);
                if (!(verdict instanceof Verdict.Accepted)) {
                    throw broken(Fault.INPUT_REFUSED, null);
                }
            }
            case JournalEntry.Mark mark -> {
                reach(mark.tick());
                if (mark.hash().isPresent()) {
                    hashesCompared++;
                    StateHash replayed = machine.hash();
                    watch.compared(mark.tick(), mark.hash().get(), replayed);
                    if (!mark.hash().get().equals(replayed)) {
                        throw broken(Fault.HASH_DIFFERS, null);
                    }
                }
            }
        }
    }

    private void follow(JournalEntry entry) {
        if (!trail.follow(entry)) {
            throw broken(Fault.OUT_OF_ORDER, null);
        }
    }

    private void reach(long tick) {
        if (tick >= machine.tick()) {
            machine.advanceTo(tick, emissions);
        }
        if (machine.tick() != tick) {
            throw broken(Fault.OUT_OF_ORDER, null);
        }
    }

    private BrokenJournalException broken(Fault fault, @Nullable Throwable cause) {
        return new BrokenJournalException(fault, machine.tick(), cause);
    }

    /** The room as it stands. */
    public RoomMachine machine() {
        return machine;
    }

    /** What it was opened with. */
    public JournalEntry.Opened opened() {
        return opened;
    }

    /** The hash of the entries that were run; a copy to go on with. */
    public JournalChain chain() {
        return trail.chain().copy();
    }

    /** How many entries were run. */
    public long entries() {
        return trail.chain().entries();
    }

    /** The tick of the last input, -1 before the first. */
    public long lastTick() {
        return trail.lastTick();
    }

    /** The place of the last input among those of its tick. */
    public int lastIndex() {
        return trail.lastIndex();
    }

    /** The numbers of a seat's commands that were applied last, in the order in which they were. */
    public List<Long> recentCommands(int seat) {
        return trail.recent(seat);
    }

    /**
     * The seats that forfeited, each with the reason; without those of entries that are trimmed.
     */
    public SortedMap<Integer, String> forfeits() {
        return trail.forfeits();
    }

    /** How many states the journal vouched for. */
    public int hashesCompared() {
        return hashesCompared;
    }
}
