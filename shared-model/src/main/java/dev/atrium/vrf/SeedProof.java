package dev.atrium.vrf;

import dev.atrium.dice.Seed;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shows where a room's seed comes from. As secret as the seed until the room is over, since the
 * seed follows from it; {@link #toString} does not show it.
 *
 * @param publicKey of the key that drew, 64 hex digits; whether it is to be trusted, others know
 * @param nonces what those brought who were in when it was drawn, by rising seat
 * @param proof of the verifiable random function, 160 hex digits
 */
public record SeedProof(String publicKey, List<SeatNonce> nonces, String proof) implements Message {
    public SeedProof {
        nonces = List.copyOf(nonces);
    }

    /**
     * What one player brought.
     *
     * @param seat his
     * @param nonce 64 hex digits, of which he had told the hash when he queued
     */
    public record SeatNonce(int seat, String nonce) implements Message {}

    /** The proof of a draw, by the key that makes it. */
    public static SeedProof make(VrfSecretKey key, RoomDraw draw) {
        List<SeatNonce> nonces =
                draw.nonces().entrySet().stream()
                        .map(nonce -> new SeatNonce(nonce.getKey(), nonce.getValue()))
                        .toList();
        return new SeedProof(key.publicKey().hex(), nonces, key.prove(draw.alpha()).revealHex());
    }

    /** The nonces by seat. */
    public SortedMap<Integer, String> noncesBySeat() {
        SortedMap<Integer, String> bySeat = new TreeMap<>();
        nonces.forEach(nonce -> bySeat.put(nonce.seat(), nonce.nonce()));
        return bySeat;
    }

    /**
     * The seed of that room, if this is a proof of it under the key that it names.
     *
     * @param roomId which room
     * @param game its game
     * @param rulesVersion in which rules version
     */
    public Optional<Seed> seed(String roomId, String game, int rulesVersion) {
        try {
            RoomDraw draw = new RoomDraw(roomId, game, rulesVersion, noncesBySeat());
            if (draw.nonces().size() != nonces.size()) {
                return Optional.empty();
            }
            return VrfPublicKey.ofHex(publicKey)
                    .verify(draw.alpha(), VrfProof.ofHex(proof))
                    .map(RoomDraw::seed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SeedProof[hidden]";
    }
}
