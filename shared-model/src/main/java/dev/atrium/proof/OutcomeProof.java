package dev.atrium.proof;

import dev.atrium.archive.Archive;
import dev.atrium.dice.Seed;
import dev.atrium.game.Destination;
import dev.atrium.game.Effect;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.JournalSegment;
import dev.atrium.message.Message;
import dev.atrium.proof.BrokenArchiveException.Fault;
import dev.atrium.room.RoomId;
import dev.atrium.state.StateHash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Shows that an outcome follows from the archived journal and the seed: the journal's hash is the
 * one signed, and running it again ends in the signed state, tick, seats and standings.
 */
public final class OutcomeProof {
    private final Rules rules;
    private final Archive archive;

    /** Proofs with the journals of that archive, of seeds that are as they are said to be. */
    public OutcomeProof(GameCatalog catalog, Archive archive) {
        this(new Rules(catalog, SeedRule.AS_CLAIMED), archive);
    }

    /** Proofs by those rules with the journals of that archive. */
    public OutcomeProof(Rules rules, Archive archive) {
        this.rules = rules;
        this.archive = archive;
    }

    /**
     * By what is proven.
     *
     * @param catalog games that can be run again
     * @param seed what is asked of seeds
     */
    public record Rules(GameCatalog catalog, SeedRule seed) {}

    /** What became of it. */
    public sealed interface Result {
        /**
         * It follows.
         *
         * @param hashesCompared on the way
         * @param game what the game says of itself
         * @param options that the room was opened with
         * @param forfeits see {@link Replay.Result.Reproduced}
         * @param history what the game wanted kept for good, in its order
         */
        record Proven(
                int hashesCompared,
                GameInfo game,
                SortedMap<String, String> options,
                SortedMap<Integer, String> forfeits,
                List<Message> history)
                implements Result {
            public Proven {
                history = List.copyOf(history);
            }
        }

        /**
         * It does not; nothing of it may be settled.
         *
         * @param reason a code: one of {@link Replay.Result.Diverged}'s, of {@link
         *     BrokenArchiveException.Fault}'s, or {@code seed-invalid}, {@code seed-random}, {@code
         *     seed-proof-missing}, {@code seed-proof-invalid}, {@code seed-key-differs}, {@code
         *     seed-differs}, {@code seed-nonce-differs}, {@code not-finished}, {@code
         *     state-hash-differs}, {@code ticks-differ}, {@code seats-differ}, {@code
         *     standings-differ}, {@code game-differs}
         */
        record Refuted(String reason) implements Result {}
    }

    /**
     * Replays the room of an outcome.
     *
     * @throws IOException if the archive cannot be read now; try again later
     */
    public Result prove(Outcome outcome) throws IOException {
        Optional<StateHash> head = journalHead(outcome);
        if (head.isEmpty()) {
            return new Result.Refuted(Fault.JOURNAL_MISSING.code());
        }
        try {
            ArchivedJournal journal = ArchivedJournal.find(archive, outcome.roomId(), head.get());
            return run(rules, outcome, journal.entries(), JournalRun.HashWatch.NONE);
        } catch (BrokenArchiveException e) {
            return new Result.Refuted(e.fault().code());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Replays the room of an outcome from that journal.
     *
     * @param segments all of them, which follow each other
     * @param watch is told of every hash on the way
     */
    static Result prove(
            Rules rules,
            Outcome outcome,
            List<JournalSegment> segments,
            JournalRun.HashWatch watch) {
        JournalSegment last = segments.getLast();
        if (!last.roomId().equals(outcome.roomId())
                || !last.head().hex().equals(outcome.journalHash())) {
            return new Result.Refuted(Fault.JOURNAL_DIFFERS.code());
        }
        List<byte[]> entries = segments.stream().flatMap(s -> s.entries().stream()).toList();
        return run(rules, outcome, entries, watch);
    }

    private static Result run(
            Rules rules, Outcome outcome, Iterable<byte[]> entries, JournalRun.HashWatch watch) {
        Seed seed;
        try {
            seed = Seed.ofHex(outcome.seed());
        } catch (IllegalArgumentException e) {
            return new Result.Refuted("seed-invalid");
        }
        Optional<String> refutation = rules.seed().refutation(outcome);
        if (refutation.isPresent()) {
            return new Result.Refuted(refutation.get());
        }
        return switch (Replay.run(rules.catalog(), seed, outcome.roomId(), entries, watch)) {
            case Replay.Result.Diverged diverged -> new Result.Refuted(diverged.reason());
            case Replay.Result.Reproduced run -> compare(outcome, run);
        };
    }

    /**
     * The hash that an outcome's journal ends with, by which the archive has it; none if it names
     * none, since whatever else an outcome may say must not become a key.
     */
    public static Optional<StateHash> journalHead(Outcome outcome) {
        if (!RoomId.isRoomId(outcome.roomId())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StateHash(outcome.journalHash()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where the archive has the journal that an outcome names, or the last segment of it. */
    public static Optional<String> journalKey(Outcome outcome) {
        return journalHead(outcome).map(head -> Archive.journalKey(outcome.roomId(), head));
    }

    private static Result compare(Outcome outcome, Replay.Result.Reproduced run) {
        RoomMachine machine = run.machine();
        Optional<Standings> standings = machine.standings();
        if (standings.isEmpty()) {
            return new Result.Refuted("not-finished");
        }
        if (!machine.game().info().id().equals(outcome.game())
                || machine.game().info().rulesVersion() != outcome.rulesVersion()) {
            return new Result.Refuted("game-differs");
        }
        if (!SeedRule.drawnWith(outcome.seedProof(), run.opened())) {
            return new Result.Refuted("seed-nonce-differs");
        }
        if (machine.tick() != outcome.ticks()) {
            return new Result.Refuted("ticks-differ");
        }
        if (!machine.hash().hex().equals(outcome.stateHash())) {
            return new Result.Refuted("state-hash-differs");
        }
        if (!seatsOf(machine.seats().keySet()).equals(outcome.seats())) {
            return new Result.Refuted("seats-differ");
        }
        boolean same =
                standings.get().reason().equals(outcome.reason())
                        && placesOf(standings.get()).equals(outcome.standings());
        return same
                ? new Result.Proven(
                        run.hashesCompared(),
                        machine.game().info(),
                        run.opened().options(),
                        run.forfeits(),
                        history(machine))
                : new Result.Refuted("standings-differ");
    }

    /** Nobody acknowledges history while a room plays, so all of it is there at the end. */
    private static List<Message> history(RoomMachine machine) {
        return machine.pendingEffects().stream()
                .filter(effect -> effect.destination().equals(Destination.HISTORY))
                .map(Effect::message)
                .toList();
    }

    /** Seats as an outcome lists them. */
    public static List<Outcome.OutcomeSeat> seatsOf(Iterable<Seat> seats) {
        List<Outcome.OutcomeSeat> all = new ArrayList<>();
        for (Seat seat : seats) {
            all.add(
                    new Outcome.OutcomeSeat(
                            seat.index(), seat.playerId(), seat.name(), seat.icon(), seat.bot()));
        }
        return all;
    }

    /** Standings as an outcome lists them. */
    public static List<Outcome.OutcomePlace> placesOf(Standings standings) {
        return standings.places().stream()
                .map(p -> new Outcome.OutcomePlace(p.seat(), p.place(), p.statistics()))
                .toList();
    }
}
