package dev.atrium.proof;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Verdict;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateFormatException;

import java.util.List;
import java.util.Optional;

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
         */
        record Reproduced(RoomMachine machine, int hashesCompared) implements Result {}

        /**
         * It did not.
         *
         * @param tick where it was found
         * @param reason a code: {@code unreadable}, {@code unknown-game}, {@code not-opened},
         *     {@code out-of-order}, {@code input-refused}, {@code hash-differs} or {@code
         *     rules-failed}
         */
        record Diverged(long tick, String reason) implements Result {}
    }

    /** Replays a journal from its opening to its last mark. */
    public static Result run(GameCatalog catalog, Seed seed, JournalFile journal) {
        if (journal.entries().isEmpty()) {
            return new Result.Diverged(0, "not-opened");
        }
        Optional<JournalEntry.Opened> opened = opening(journal);
        if (opened.isEmpty()) {
            return new Result.Diverged(0, "not-opened");
        }
        Optional<Game> game = catalog.find(opened.get().gameId(), opened.get().rulesVersion());
        if (game.isEmpty()) {
            return new Result.Diverged(0, "unknown-game");
        }
        RoomMachine machine;
        try {
            machine =
                    RoomMachine.open(
                            game.get(), seed, opened.get().seats(), opened.get().options());
        } catch (RuntimeException e) {
            return new Result.Diverged(0, "rules-failed");
        }
        return run(machine, journal);
    }

    private static Optional<JournalEntry.Opened> opening(JournalFile journal) {
        try {
            // An opening holds no message, so any vocabulary reads it.
            JournalCodec codec = new JournalCodec(Vocabulary.of(List.of()));
            return codec.decode(journal.entries().getFirst()) instanceof JournalEntry.Opened o
                            && o.roomId().equals(journal.roomId())
                    ? Optional.of(o)
                    : Optional.empty();
        } catch (StateFormatException e) {
            return Optional.empty();
        }
    }

    private static Result run(RoomMachine machine, JournalFile journal) {
        JournalCodec codec = new JournalCodec(machine.game().vocabulary());
        Order order = new Order();
        int compared = 0;
        for (byte[] bytes : journal.entries().subList(1, journal.entries().size())) {
            JournalEntry entry;
            try {
                entry = codec.decode(bytes);
            } catch (StateFormatException e) {
                return new Result.Diverged(machine.tick(), "unreadable");
            }
            Optional<String> wrong;
            try {
                wrong = order.follows(entry) ? step(machine, entry) : Optional.of("out-of-order");
            } catch (RuntimeException e) {
                wrong = Optional.of("rules-failed");
            }
            if (entry instanceof JournalEntry.Mark mark && mark.hash().isPresent()) {
                compared++;
            }
            if (wrong.isPresent()) {
                return new Result.Diverged(machine.tick(), wrong.get());
            }
        }
        return new Result.Reproduced(machine, compared);
    }

    private static Optional<String> step(RoomMachine machine, JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Opened again -> {
                return Optional.of("out-of-order");
            }
            case JournalEntry.Applied applied -> {
                if (!reach(machine, applied.tick())) {
                    return Optional.of("out-of-order");
                }
                Verdict verdict = machine.apply(applied.input(), Emissions.NONE);
                return verdict instanceof Verdict.Accepted
                        ? Optional.empty()
                        : Optional.of("input-refused");
            }
            case JournalEntry.Mark mark -> {
                if (!reach(machine, mark.tick())) {
                    return Optional.of("out-of-order");
                }
                boolean same = mark.hash().isEmpty() || mark.hash().get().equals(machine.hash());
                return same ? Optional.empty() : Optional.of("hash-differs");
            }
        }
    }

    private static boolean reach(RoomMachine machine, long tick) {
        if (tick < machine.tick()) {
            return false;
        }
        machine.advanceTo(tick, Emissions.NONE);
        return machine.tick() == tick;
    }

    /** Inputs are numbered from 0 within their tick, so that none is missing or there twice. */
    private static final class Order {
        private long tick = -1;
        private int next;

        boolean follows(JournalEntry entry) {
            if (!(entry instanceof JournalEntry.Applied applied)) {
                return true;
            }
            next = applied.tick() == tick ? next : 0;
            tick = applied.tick();
            return applied.index() == next++;
        }
    }
}
