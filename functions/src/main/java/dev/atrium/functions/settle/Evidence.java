package dev.atrium.functions.settle;

import dev.atrium.identity.VerifyKey;
import dev.atrium.proof.OutcomeProof;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What outcomes are held against. Both are asked for with each outcome: keys are published, and
 * replaced, while a process lives.
 *
 * @param keys that outcomes are or were signed with, the newest first; none before the first host
 * @param proofs by the keys of seeds that are published
 */
public record Evidence(Supplier<List<VerifyKey>> keys, Proofs proofs) {
    /** What journals are run again by. */
    @FunctionalInterface
    public interface Proofs {
        /**
         * The proof to go by now.
         *
         * @param stakes whether somebody is paid by it: then a seed must have been drawn with a key
         *     that is known
         * @return empty if no such key is known yet
         */
        Optional<OutcomeProof> now(boolean stakes);
    }
}
