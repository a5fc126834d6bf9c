package dev.atrium.journal;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Verdict;
import dev.atrium.journal.BrokenJournalException.Fault;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Runs a journal on a machine, entry by entry: what a replay and a restore have in common. Not
 * thread-safe.
 */
public final class JournalRun {
    private final RoomMachine machine;
    private final JournalEntry.Opened opened;
    private final JournalCodec codec;
    private final JournalChain chain;
    private final RecentCommands recent = new RecentCommands();
    private long lastTick = -1;
    private int lastIndex;
    private int hashesCompared;
    private HashWatch watch = HashWatch.NONE;

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

    private JournalRun(RoomMachine machine, JournalEntry.Opened opened, JournalChain chain) {
        this.machine = machine;
        this.opened = opened;
        this.chain = chain;
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
        Game game =
                catalog.find(opened.gameId(), opened.rulesVersion())
                        .orElseThrow(() -> new BrokenJournalException(Fault.UNKNOWN_GAME, 0));
        RoomMachine machine;
        try {
            machine = RoomMachine.open(game, seed, opened.seats(), opened.options());
        } catch (RuntimeException e) {
            throw new BrokenJournalException(Fault.RULES_FAILED, 0, e);
        }
        JournalChain chain = new JournalChain(roomId);
        chain.add(first);
        return new JournalRun(machine, opened, chain);
    }

    /**
     * Opens the room of a journal where a snapshot of it stands; what was before is read and not
     * played.
     *
     * @param entries of the journal, at least those before the snapshot
     * @throws BrokenJournalException if the snapshot does not belong there: the journal may be
     *     well, and can be run from its opening
     */
    public static JournalRun at(
            GameCatalog catalog,
            Seed seed,
            String roomId,
            List<byte[]> entries,
            JournalSnapshot snapshot) {
        int count = (int) Math.min(snapshot.entries(), Integer.MAX_VALUE);
        if (count > entries.size()) {
            throw new BrokenJournalException(Fault.OUT_OF_ORDER, 0);
        }
        JournalEntry.Opened opened = opening(roomId, entries.getFirst());
        Game game =
                catalog.find(opened.gameId(), opened.rulesVersion())
                        .orElseThrow(() -> new BrokenJournalException(Fault.UNKNOWN_GAME, 0));
        RoomMachine machine;
        try {
            machine = RoomMachine.restore(game, seed, snapshot.state());
        } catch (StateFormatException e) {
            throw new BrokenJournalException(Fault.UNREADABLE, 0, e);
        }
        JournalRun run = new JournalRun(machine, opened, new JournalChain(roomId));
        run.chain.add(entries.getFirst());
        JournalEntry last = opened;
        for (byte[] bytes : entries.subList(1, count)) {
            last = run.decode(bytes);
            if (last instanceof JournalEntry.Applied applied) {
                run.follow(applied);
            }
            run.chain.add(bytes);
        }
        StateHash hash = StateHash.of(snapshot.state());
        JournalEntry expected = new JournalEntry.Mark(machine.tick(), Optional.of(hash));
        if (!expected.equals(last)) {
            throw new BrokenJournalException(Fault.HASH_DIFFERS, machine.tick());
        }
        return run;
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
        chain.add(bytes);
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
                Verdict verdict = machine.apply(applied.input(), Emissions.NONE);
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

    /** Inputs are numbered from 0 within their tick, so that none is missing or there twice. */
    private void follow(JournalEntry.Applied applied) {
        lastIndex = applied.tick() == lastTick ? lastIndex + 1 : 0;
        lastTick = applied.tick();
        if (applied.index() != lastIndex) {
            throw broken(Fault.OUT_OF_ORDER, null);
        }
        if (applied.input() instanceof Input.Command command) {
            recent.applied(command.seat(), command.sequence());
        }
    }

    private void reach(long tick) {
        if (tick >= machine.tick()) {
            machine.advanceTo(tick, Emissions.NONE);
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
        return chain.copy();
    }

    /** How many entries were run. */
    public long entries() {
        return chain.entries();
    }

    /** The tick of the last input, -1 before the first. */
    public long lastTick() {
        return lastTick;
    }

    /** The place of the last input among those of its tick. */
    public int lastIndex() {
        return lastIndex;
    }

    /** The numbers of a seat's commands that were applied last, in the order in which they were. */
    public List<Long> recentCommands(int seat) {
        return recent.of(seat);
    }

    /** How many states the journal vouched for. */
    public int hashesCompared() {
        return hashesCompared;
    }
}
