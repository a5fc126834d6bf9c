package dev.atrium.proof;

import dev.atrium.game.GameCatalog;
import dev.atrium.identity.VerifyKey;
import dev.atrium.journal.JournalRun;
import dev.atrium.wire.WireException;

import java.util.Base64;
import java.util.Optional;

/**
 * Verifies a replay with nothing but itself: the outcome is signed with the key it names, and
 * running the journal with the outcome's seed reaches the outcome's end. Pure.
 */
public final class ReplayCheck {
    private ReplayCheck() {}

    /** What a check came to. */
    public sealed interface Result {
        /**
         * All of it holds.
         *
         * @param key that signed it; whether it is the deployment's, whoever asks must know
         * @param hashesCompared on the way
         */
        record Verified(Outcome outcome, VerifyKey key, int hashesCompared) implements Result {}

        /**
         * It does not.
         *
         * @param reason a code: {@code key-missing}, {@code key-differs}, {@code
         *     signature-invalid}, {@code outcome-unreadable}, {@code segment-missing} if the
         *     journal does not begin with its opening, or one of {@link
         *     OutcomeProof.Result.Refuted}'s
         */
        record Refuted(String reason) implements Result {}
    }

    /** Verifies, with seeds that are as they are said to be. */
    public static Result check(
            GameCatalog catalog,
            ReplayFile replay,
            Optional<VerifyKey> trusted,
            JournalRun.HashWatch watch) {
        return check(new OutcomeProof.Rules(catalog, SeedRule.AS_CLAIMED), replay, trusted, watch);
    }

    /**
     * Verifies.
     *
     * @param rules by which it is proven
     * @param trusted the deployment's public key, if it is known from elsewhere; without it the one
     *     in the replay is believed
     * @param watch is told of every hash on the way
     */
    public static Result check(
            OutcomeProof.Rules rules,
            ReplayFile replay,
            Optional<VerifyKey> trusted,
            JournalRun.HashWatch watch) {
        Optional<VerifyKey> key = trusted.or(replay::key);
        if (key.isEmpty()) {
            return new Result.Refuted("key-missing");
        }
        if (!key.get().keyId().equals(replay.keyId())
                || !replay.key().map(key.get()::equals).orElse(true)) {
            return new Result.Refuted("key-differs");
        }
        if (!isSigned(replay, key.get())) {
            return new Result.Refuted("signature-invalid");
        }
        Outcome outcome;
        try {
            outcome = replay.outcome().read();
        } catch (WireException e) {
            return new Result.Refuted("outcome-unreadable");
        }
        if (!replay.isWhole()) {
            return new Result.Refuted(ReplayException.Fault.SEGMENT_MISSING.code());
        }
        return switch (OutcomeProof.prove(rules, outcome, replay.segments(), watch)) {
            case OutcomeProof.Result.Proven proven ->
                    new Result.Verified(outcome, key.get(), proven.hashesCompared());
            case OutcomeProof.Result.Refuted refuted -> new Result.Refuted(refuted.reason());
        };
    }

    private static boolean isSigned(ReplayFile replay, VerifyKey key) {
        try {
            byte[] signature = Base64.getUrlDecoder().decode(replay.signature());
            return key.verifies(replay.outcome().bytes(), signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
