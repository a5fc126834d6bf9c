package dev.atrium.proof;

import dev.atrium.dice.Seed;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.RoomMachine;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalRun;

import java.util.Iterator;
import java.util.SortedMap;

/** Runs a journal again. The same seed and journal end in the same state, or something is wrong. */
public final class Replay {
    private Replay() {}

    /** What became of a replay. */
    public sealed interface Result {
        /**
         * It ran to its end and every hash on the way agreed.
         *
         * @param machine in its last state
         * @param hashesCompared how many states the journal vouched for on the way
         * @param opened what it began with
         * @param forfeits whom his host took out for how he played, with the reason, by seat; who
         *     left is not among them
         */
        record Reproduced(
                RoomMachine machine,
                int hashesCompared,
                JournalEntry.Opened opened,
                SortedMap<Integer, String> forfeits)
                implements Result {}

        /**
         * It did not.
         *
         * @param tick where it was found
         * @param reason the code of a {@link BrokenJournalException.Fault}
         */
        record Diverged(long tick, String reason) implements Result {}
    }

    /** Replays a journal from its opening to its last entry. */
    public static Result run(GameCatalog catalog, Seed seed, JournalFile journal) {
        return run(catalog, seed, journal, JournalRun.HashWatch.NONE);
    }

    /** As {@link #run(GameCatalog, Seed, JournalFile)}, with somebody who looks on. */
    public static Result run(
            GameCatalog catalog, Seed seed, JournalFile journal, JournalRun.HashWatch watch) {
        return run(catalog, seed, journal.roomId(), journal.entries(), watch);
    }

    /**
     * Replays a journal whose entries come from wherever they are.
     *
     * @param entries from the opening to the last one
     * @param watch is told of every hash on the way
     */
    public static Result run(
            GameCatalog catalog,
            Seed seed,
            String roomId,
            Iterable<byte[]> entries,
            JournalRun.HashWatch watch) {
        Iterator<byte[]> each = entries.iterator();
        if (!each.hasNext()) {
            return new Result.Diverged(0, BrokenJournalException.Fault.NOT_OPENED.code());
        }
        try {
            JournalRun run = JournalRun.open(catalog, seed, roomId, each.next());
            run.watchedBy(watch);
            each.forEachRemaining(run::run);
            return new Result.Reproduced(
                    run.machine(), run.hashesCompared(), run.opened(), run.forfeits());
        } catch (BrokenJournalException e) {
            return new Result.Diverged(e.tick(), e.fault().code());
        }
    }
}
