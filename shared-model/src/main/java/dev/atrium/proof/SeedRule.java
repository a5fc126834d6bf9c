package dev.atrium.proof;

import dev.atrium.dice.Seed;
import dev.atrium.vrf.SeedProof;
import dev.atrium.vrf.VrfPublicKey;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What is asked of the seed that an outcome names. Immutable. */
public final class SeedRule {
    /** What it says of its seed must be so; a random seed says nothing. */
    public static final SeedRule AS_CLAIMED = new SeedRule(Optional.empty());

    private final Optional<List<VrfPublicKey>> drawnBy;

    private SeedRule(Optional<List<VrfPublicKey>> drawnBy) {
        this.drawnBy = drawnBy;
    }

    /** It must have been drawn by one of these keys. */
    public static SeedRule drawnBy(List<VrfPublicKey> keys) {
        return new SeedRule(Optional.of(List.copyOf(keys)));
    }

    /** What of it does not hold, as {@link OutcomeProof.Result.Refuted} says it. */
    Optional<String> refutation(Outcome outcome) {
        Optional<SeedProof> proof = outcome.seedProof();
        if (!outcome.seedSource().equals(proof.isPresent() ? "vrf" : "random")) {
            return Optional.of("seed-proof-missing");
        }
        if (proof.isEmpty()) {
            return drawnBy.isPresent() ? Optional.of("seed-random") : Optional.empty();
        }
        String key = proof.get().publicKey();
        if (drawnBy.isPresent() && drawnBy.get().stream().noneMatch(k -> k.hex().equals(key))) {
            return Optional.of("seed-key-differs");
        }
        Optional<Seed> drawn =
                proof.get().seed(outcome.roomId(), outcome.game(), outcome.rulesVersion());
        if (drawn.isEmpty()) {
            return Optional.of("seed-proof-invalid");
        }
        return drawn.get().revealHex().equals(outcome.seed())
                ? Optional.empty()
                : Optional.of("seed-differs");
    }

    /**
     * Whether it was drawn with what the players brought. Who draws and dies before play starts
     * leaves the draw to another owner, for whom more have entered by then, or fewer.
     *
     * @param brought by those who had entered when play started, by seat
     */
    static boolean drawnWith(Optional<SeedProof> proof, SortedMap<Integer, String> brought) {
        return proof.stream()
                .flatMap(drawn -> drawn.nonces().stream())
                .allMatch(
                        nonce ->
                                nonce.nonce()
                                        .equals(brought.getOrDefault(nonce.seat(), nonce.nonce())));
    }
}
