package dev.atrium.proof;

import dev.atrium.dice.Seed;
import dev.atrium.game.Seat;
import dev.atrium.journal.JournalEntry;
import dev.atrium.vrf.SeedProof;
import dev.atrium.vrf.VrfPublicKey;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

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
     * Whether it was drawn with what players brought, and with nothing else. Who enters while it is
     * drawn, or later, brings something that is not in it; but if anybody brought anything, the
     * draw cannot have been made without all of them.
     *
     * @param opened what the journal says of those who played
     */
    static boolean drawnWith(Optional<SeedProof> proof, JournalEntry.Opened opened) {
        if (proof.isEmpty()) {
            return true;
        }
        Set<Integer> seats =
                opened.seats().stream()
                        .filter(seat -> !seat.bot())
                        .map(Seat::index)
                        .collect(Collectors.toSet());
        SortedMap<Integer, String> brought = opened.nonces();
        List<SeedProof.SeatNonce> drawn = proof.get().nonces();
        return drawn.isEmpty() == brought.isEmpty()
                && drawn.stream()
                        .allMatch(
                                nonce ->
                                        seats.contains(nonce.seat())
                                                && nonce.nonce().equals(brought.get(nonce.seat())));
    }
}
