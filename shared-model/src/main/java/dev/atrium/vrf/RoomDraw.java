package dev.atrium.vrf;

import dev.atrium.dice.Seed;
import dev.atrium.room.RoomId;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateWriter;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a room's seed follows from, beside the key: {@link #alpha} goes into the verifiable random
 * function, {@link #seed} makes the seed of what comes out.
 *
 * @param roomId which room: 32 lower-case hex digits
 * @param game which game: lower-case words joined by dots, {@value #GAME_CHARACTERS_MAX} characters
 *     at most
 * @param rulesVersion in which rules version, 1 and more
 * @param nonces what those brought who sat there when play started, by seat: 64 lower-case hex
 *     digits each; seats 0 to {@value #SEAT_MAX}, and none for bots
 */
public record RoomDraw(
        String roomId, String game, int rulesVersion, SortedMap<Integer, String> nonces) {
    /** What alpha and the hash of the seed begin with, so that neither is ever anything else. */
    public static final String LABEL = "atrium-seed-1";

    /** Characters of a game's name at most. */
    public static final int GAME_CHARACTERS_MAX = 100;

    /** The last seat that a game can have. */
    public static final int SEAT_MAX = 999;

    private static final Pattern GAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{64}");
    private static final int OUTPUT_BYTES = 64;

    /**
     * A draw; the nonces are copied.
     *
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public RoomDraw {
        if (!RoomId.isRoomId(roomId)) {
            throw new IllegalArgumentException("roomId (allowed: 32 lower-case hex digits)");
        }
        if (game.length() > GAME_CHARACTERS_MAX || !GAME.matcher(game).matches()) {
            throw new IllegalArgumentException("game (allowed: words joined by dots)");
        }
        if (rulesVersion < 1) {
            throw new IllegalArgumentException(
                    "rulesVersion=" + rulesVersion + " (allowed: 1 and more)");
        }
        // Sorted by seat, whatever the order of the map that was given.
        TreeMap<Integer, String> sorted = new TreeMap<>();
        sorted.putAll(nonces);
        sorted.forEach(RoomDraw::require);
        nonces = Collections.unmodifiableSortedMap(sorted);
    }

    private static void require(int seat, String nonce) {
        if (seat < 0 || seat > SEAT_MAX) {
            throw new IllegalArgumentException("seat=" + seat + " (allowed: 0-" + SEAT_MAX + ")");
        }
        if (!NONCE.matcher(nonce).matches()) {
            throw new IllegalArgumentException("nonce (allowed: 64 lower-case hex digits)");
        }
    }

    /**
     * The input of the verifiable random function. Numbers are four bytes, big-endian; a text is
     * the count of its bytes as such a number, then ASCII:
     *
     * <ol>
     *   <li>the text {@value #LABEL};
     *   <li>the text of the room's id;
     *   <li>the text of the game;
     *   <li>the rules version;
     *   <li>how many nonces there are;
     *   <li>for each, by rising seat: the seat, then the 32 bytes of the nonce.
     * </ol>
     */
    public byte[] alpha() {
        StateWriter out =
                new StateWriter()
                        .text(LABEL)
                        .text(roomId)
                        .text(game)
                        .int32(rulesVersion)
                        .int32(nonces.size());
        for (Map.Entry<Integer, String> nonce : nonces.entrySet()) {
            out.int32(nonce.getKey()).raw(HexFormat.of().parseHex(nonce.getValue()));
        }
        return out.toBytes();
    }

    /**
     * The seed of an output: SHA-256 over the 13 ASCII bytes of {@value #LABEL}, without their
     * count, and the output.
     *
     * @param beta 64 bytes, as {@link VrfPublicKey#verify} or {@link VrfProof#hash} gives them
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Seed seed(byte[] beta) {
        if (beta.length != OUTPUT_BYTES) {
            throw new IllegalArgumentException("an output has 64 bytes, not " + beta.length);
        }
        return Seed.of(StateHash.of(LABEL.getBytes(StandardCharsets.US_ASCII), beta).toBytes());
    }
}
