package dev.atrium.localstack.replay;

import dev.atrium.catalog.Games;
import dev.atrium.game.Game;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.journal.JournalSegment;
import dev.atrium.localstack.replay.ReplayOptions.Source;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.proof.ReplayCheck;
import dev.atrium.proof.ReplayException;
import dev.atrium.proof.ReplayFile;
import dev.atrium.proof.SeedRule;
import dev.atrium.state.StateHash;
import dev.atrium.vrf.SeedProof;
import dev.atrium.vrf.VrfPublicKey;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The main of {@code localstack/replay}: runs a finished room again, prints the state's hash at
 * each second and the standings, and says whether all of it is as the signed outcome says.
 */
public final class ReplayTool {
    /** All of it holds. */
    static final int VERIFIED = 0;

    /** It does not, or there is nothing to run. */
    static final int REFUTED = 1;

    /** It was asked for in a way that means nothing. */
    static final int MISUSED = 2;

    private final PrintStream out;
    private final PrintStream errors;
    private String mismatch = "";

    private ReplayTool(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /** Runs; ends with status 0 only if the replay is verified. */
    public static void main(String[] arguments) throws InterruptedException {
        // What the replay shows is what the tool is for.
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /**
     * Runs.
     *
     * @param arguments as {@code localstack/replay} takes them
     * @param out what the replay shows
     * @param errors one line with a code and a sentence, if it is not verified
     * @return 0 verified, 1 not, 2 misused
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors)
            throws InterruptedException {
        ReplayOptions options;
        try {
            options = ReplayOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            errors.println("atrium: " + e.getMessage());
            return MISUSED;
        }
        return new ReplayTool(out, errors).run(options);
    }

    private int run(ReplayOptions options) throws InterruptedException {
        try {
            ReplaySource.Found found = ReplaySource.find(options.source());
            if (options.save().isPresent()) {
                save(options.save().get(), found.bytes());
            }
            return verify(options, rules(options), found.replay());
        } catch (ReplaySource.MissingException e) {
            return refuted(e.code(), String.valueOf(e.getMessage()));
        } catch (ReplayException e) {
            return refuted(e.fault().code(), String.valueOf(e.getMessage()));
        }
    }

    private static void save(Path file, byte[] bytes) throws ReplaySource.MissingException {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new ReplaySource.MissingException(
                    "file-unwritable", file + " cannot be written: " + e);
        }
    }

    /**
     * Where one insists on a drawn seed, the stack tells its keys, if they are not known better.
     */
    private static OutcomeProof.Rules rules(ReplayOptions options)
            throws ReplaySource.MissingException, InterruptedException {
        SeedRule seed = SeedRule.AS_CLAIMED;
        if (options.seedKey().isPresent()) {
            seed = SeedRule.drawnBy(List.of(options.seedKey().get()));
        } else if (options.verify() && options.source() instanceof Source.AtStack stack) {
            seed = SeedRule.drawnBy(ReplaySource.seedKeys(stack));
        }
        return new OutcomeProof.Rules(Games.all(), seed);
    }

    private int verify(ReplayOptions options, OutcomeProof.Rules rules, ReplayFile replay) {
        Optional<Outcome> claimed = claimed(replay.outcome());
        claimed.ifPresent(
                outcome ->
                        out.printf(
                                "room %s, %s in rules version %d%n",
                                outcome.roomId(), outcome.game(), outcome.rulesVersion()));
        int ticksPerSecond =
                claimed.flatMap(o -> Games.all().find(o.game(), o.rulesVersion()))
                        .map(Game::info)
                        .map(info -> info.tickRateHz())
                        .orElse(1);
        HashWatch watch =
                (tick, journalled, replayed) -> {
                    if (journalled.equals(replayed)) {
                        told(tick, ticksPerSecond, replayed);
                    } else {
                        mismatch =
                                "At tick %d the journal has %s, and the replay %s."
                                        .formatted(tick, journalled.hex(), replayed.hex());
                    }
                };
        return switch (ReplayCheck.check(rules, replay, options.key(), watch)) {
            case ReplayCheck.Result.Verified verified -> verified(options, verified);
            case ReplayCheck.Result.Refuted refuted -> refuted(refuted.reason(), why(replay));
        };
    }

    private String why(ReplayFile replay) {
        if (!mismatch.isEmpty()) {
            return mismatch;
        }
        JournalSegment first = replay.segments().getFirst();
        return first.isFirst()
                ? "The replay does not hold."
                : "The first %d entries of the journal are missing, to the hash %s."
                        .formatted(first.before(), first.headBefore().hex());
    }

    /** What it says of itself, not yet believed. */
    private static Optional<Outcome> claimed(OutcomeDocument document) {
        try {
            return Optional.of(document.read());
        } catch (WireException e) {
            return Optional.empty();
        }
    }

    private void told(long tick, int ticksPerSecond, StateHash hash) {
        out.printf(
                "%5d.%02d s  tick %6d  %s%n",
                tick / ticksPerSecond,
                tick % ticksPerSecond * 100 / ticksPerSecond,
                tick,
                hash.hex());
    }

    private int verified(ReplayOptions options, ReplayCheck.Result.Verified verified) {
        Outcome outcome = verified.outcome();
        out.printf("standings (%s)%n", outcome.reason());
        for (Outcome.OutcomePlace place : outcome.standings()) {
            Outcome.OutcomeSeat seat = outcome.seat(place.seat());
            out.printf(
                    "%3d. %s (seat %d%s) %s%n",
                    place.place(),
                    seat.name(),
                    seat.seat(),
                    seat.bot() ? ", house bot" : "",
                    new TreeMap<>(place.statistics()));
        }
        if (options.verify()) {
            if (outcome.seedProof().isEmpty()) {
                return refuted("seed-random", "The seed was drawn at random, and proves nothing.");
            }
            tellProven(options, verified);
        }
        out.printf(
                "verified: %d hashes agree, and the end is the signed one; signed with key %s%s%n",
                verified.hashesCompared(),
                verified.key().keyId(),
                options.key().isPresent()
                        ? ""
                        : ", which the replay brought itself (--key HEX to insist on yours)");
        return VERIFIED;
    }

    private void tellProven(ReplayOptions options, ReplayCheck.Result.Verified verified) {
        Outcome outcome = verified.outcome();
        SeedProof seed = outcome.seedProof().orElseThrow();
        boolean known = options.seedKey().isPresent() || options.source() instanceof Source.AtStack;
        out.printf(
                "seed       drawn by key %s from %d nonces%s%n",
                VrfPublicKey.ofHex(seed.publicKey()).keyId(),
                seed.nonces().size(),
                known ? "" : ", a key which the replay brought itself (--seed-key HEX)");
        out.printf("signature  of key %s%n", verified.key().keyId());
        out.printf("journal    %s%n", outcome.journalHash());
        out.printf("state      %s at tick %d%n", outcome.stateHash(), outcome.ticks());
    }

    private int refuted(String code, String message) {
        out.flush();
        errors.println("atrium: " + code + ": " + message);
        return REFUTED;
    }
}
