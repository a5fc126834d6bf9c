package dev.atrium.room;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.atrium.state.StateHash;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the players of a room told of their nonces when they queued. Immutable. */
public final class NonceHashes {
    private final TreeMap<Integer, String> bySeat = new TreeMap<>();

    /** As the plan of the room says. */
    public NonceHashes(List<SeatPlan> seats) {
        for (SeatPlan seat : seats) {
            if (!seat.nonceHash().isEmpty()) {
                bySeat.put(seat.index(), seat.nonceHash());
            }
        }
    }

    /**
     * Whether a draw may be made from these: each is the one whose hash its seat had told, and
     * there is one at least, if anybody told any.
     *
     * @param nonces by seat
     */
    public boolean allow(SortedMap<Integer, String> nonces) {
        return nonces.isEmpty() == bySeat.isEmpty()
                && nonces.entrySet().stream()
                        .allMatch(nonce -> isTold(bySeat.get(nonce.getKey()), nonce.getValue()));
    }

    private static boolean isTold(@Nullable String told, String nonce) {
        return told != null
                && MessageDigest.isEqual(told.getBytes(US_ASCII), hash(nonce).getBytes(US_ASCII));
    }

    /** What no hash is, if it is no hex. */
    private static String hash(String nonce) {
        try {
            return StateHash.of(HexFormat.of().parseHex(nonce)).hex();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
