package dev.atrium.localstack.faults;

import dev.atrium.dice.Seed;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.state.StateFormatException;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the journal of a room with one player against what he was told: each input that was told to
 * be stored is in it once, in its order, as he gave it, and the journal run again gives the hashes
 * that it holds.
 */
final class RoomHistory {
    private final GameCatalog catalog;

    RoomHistory(GameCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What came out.
     *
     * @param inputs of the player, in the journal
     * @param lost told to be stored, and not there
     * @param doubled there more than once
     * @param strayed not in their order, or not as they were given
     * @param hashes of the journal that the run gave again
     * @param broken why the journal cannot be run, if it cannot
     */
    record Finding(
            long inputs,
            long lost,
            long doubled,
            long strayed,
            int hashes,
            Optional<String> broken) {
        boolean isGood() {
            return lost == 0 && doubled == 0 && strayed == 0 && broken.isEmpty();
        }
    }

    /**
     * Looks at a journal.
     *
     * @param entries as the store has them
     * @param acknowledged the highest input that was told to be stored
     * @param refused inputs that were told to be refused: they may be missing
     */
    Finding look(
            String roomId, Seed seed, List<byte[]> entries, long acknowledged, Set<Long> refused) {
        if (entries.isEmpty()) {
            return new Finding(0, acknowledged, 0, 0, 0, Optional.of("there is no journal"));
        }
        Optional<String> broken = Optional.empty();
        int hashes = 0;
        Set<Long> seen = new HashSet<>();
        long last = 0;
        long inputs = 0;
        long doubled = 0;
        long strayed = 0;
        try {
            JournalRun run = JournalRun.open(catalog, seed, roomId, entries.getFirst());
            JournalCodec codec = new JournalCodec(run.machine().game().vocabulary());
            for (byte[] entry : entries.subList(1, entries.size())) {
                if (codec.decode(entry) instanceof JournalEntry.Applied applied
                        && applied.input() instanceof Input.Command command) {
                    inputs++;
                    doubled += seen.add(command.sequence()) ? 0 : 1;
                    strayed += command.sequence() > last && isAsGiven(command) ? 0 : 1;
                    last = Math.max(last, command.sequence());
                }
                if (broken.isEmpty()) {
                    broken = step(run, entry);
                }
            }
            hashes = run.hashesCompared();
        } catch (BrokenJournalException | StateFormatException e) {
            broken = Optional.of(e.toString());
        }
        long lost = 0;
        for (long number = 1; number <= acknowledged; number++) {
            lost += seen.contains(number) || refused.contains(number) ? 0 : 1;
        }
        return new Finding(inputs, lost, doubled, strayed, hashes, broken);
    }

    /** What is behind a broken place is counted all the same, and not run. */
    private static Optional<String> step(JournalRun run, byte[] entry) {
        try {
            run.run(entry);
            return Optional.empty();
        } catch (BrokenJournalException e) {
            return Optional.of(e.toString());
        }
    }

    private static boolean isAsGiven(Input.Command command) {
        return command.command() instanceof MoveWarrior move
                && move.direction() == PracticeHand.direction(command.sequence());
    }
}
