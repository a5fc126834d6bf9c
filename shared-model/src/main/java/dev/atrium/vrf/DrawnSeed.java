package dev.atrium.vrf;

import dev.atrium.dice.Seed;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A room's seed and where it comes from.
 *
 * @param seed the secret itself
 * @param proof that nobody chose it; none for one that was drawn at random
 */
public record DrawnSeed(Seed seed, Optional<SeedProof> proof) {
    private static final HexFormat HEX = HexFormat.of();

    /** One that was drawn at random, and proves nothing. */
    public static DrawnSeed random(Seed seed) {
        return new DrawnSeed(seed, Optional.empty());
    }

    /** How outcomes name where it comes from: {@code vrf} or {@code random}. */
    public String source() {
        return proof.isPresent() ? "vrf" : "random";
    }

    /** What it was drawn with, by seat; nothing for one that was drawn at random. */
    public SortedMap<Integer, String> nonces() {
        return proof.map(SeedProof::noncesBySeat).orElseGet(TreeMap::new);
    }

    /**
     * All of it, to be sealed: the 32 bytes of the seed, and behind them what proves it, if
     * anything does.
     */
    public byte[] reveal() {
        StateWriter out = new StateWriter().raw(HEX.parseHex(seed.revealHex()));
        proof.ifPresent(
                shown -> {
                    out.text(shown.publicKey()).text(shown.proof()).int32(shown.nonces().size());
                    for (SeedProof.SeatNonce nonce : shown.nonces()) {
                        out.int32(nonce.seat()).text(nonce.nonce());
                    }
                });
        return out.toBytes();
    }

    /**
     * Reads what {@link #reveal} gave.
     *
     * @throws StateFormatException if it is something else
     */
    public static DrawnSeed of(byte[] revealed) {
        StateReader in = new StateReader(revealed);
        Seed seed = Seed.of(in.raw(Seed.BYTES));
        if (in.remainingBytes() == 0) {
            return random(seed);
        }
        String publicKey = in.text();
        String proof = in.text();
        int count = in.count(Integer.BYTES * 2);
        List<SeedProof.SeatNonce> nonces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nonces.add(new SeedProof.SeatNonce(in.int32(), in.text()));
        }
        in.expectEnd();
        return new DrawnSeed(seed, Optional.of(new SeedProof(publicKey, nonces, proof)));
    }
}
