package dev.atrium.vrf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

class RoomDrawTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String ROOM = "00112233445566778899aabbccddeeff";
    private static final String GAME = "arena.blitz";
    private static final SortedMap<Integer, String> NONCES =
            new TreeMap<>(Map.of(0, "0f".repeat(32), 2, "a1".repeat(32), 10, "7e".repeat(32)));
    private static final RoomDraw DRAW = new RoomDraw(ROOM, GAME, 3, NONCES);

    // The web client's test of atrium-vrf.js and docs/seeds.md have the same.
    private static final String PUBLIC_KEY = RfcExample.EXAMPLE_16.publicKey;
    private static final String ALPHA =
            "0000000d"
                    + "61747269756d2d736565642d31"
                    + "00000020"
                    + "3030313132323333343435353636373738383939616162626363646465656666"
                    + "0000000b"
                    + "6172656e612e626c69747a"
                    + "00000003"
                    + "00000003"
                    + "00000000"
                    + "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"
                    + "00000002"
                    + "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
                    + "0000000a"
                    + "7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e";
    private static final String PROOF =
            "630409bb651905120131fc1b067caa98fc7f111777cec1ec0c11c9fbaa61e06e"
                    + "d3d1627125f0f8cead7bf489b1f16951"
                    + "834df8720d5eadeeb9f9b1e7343a48cc68f7fa2618511e74798c589be2015a0d";
    private static final String SEED =
            "a221bf21a28411c2e1447b1ec66dbfd67e49f2f4570c6c9664443776b500ee91";

    private static SortedMap<Integer, String> nonce(int seat, String nonce) {
        return new TreeMap<>(Map.of(seat, nonce));
    }

    @Test
    void alphaIsWhatThePageSaysToTheByte() {
        assertEquals(ALPHA, HEX.formatHex(DRAW.alpha()));
    }

    @Test
    void keyAndDrawGiveTheSeed() {
        VrfProof proof =
                VrfSecretKey.of(HEX.parseHex(RfcExample.EXAMPLE_16.secret)).prove(DRAW.alpha());

        assertEquals(PROOF, proof.revealHex());
        assertEquals(SEED, RoomDraw.seed(proof.hash()).revealHex());
    }

    @Test
    void strangerWithTheProofFindsTheSeed() {
        Optional<String> seed =
                VrfPublicKey.ofHex(PUBLIC_KEY)
                        .verify(HEX.parseHex(ALPHA), VrfProof.ofHex(PROOF))
                        .map(beta -> RoomDraw.seed(beta).revealHex());

        assertEquals(Optional.of(SEED), seed);
    }

    @Test
    void exampleOfThePageIsThisOne() throws IOException {
        byte[] key = HEX.parseHex(PUBLIC_KEY);
        EdwardsPoint input = VrfSuite.encodeToCurve(key, DRAW.alpha());
        Map<String, String> values =
                Map.of(
                        "alpha", ALPHA,
                        "public key", PUBLIC_KEY,
                        "proof", PROOF,
                        "H", HEX.formatHex(input.encode()),
                        "beta", HEX.formatHex(VrfProof.ofHex(PROOF).hash()),
                        "seed", SEED);
        List<String> page = Files.readAllLines(Path.of("docs", "seeds.md"));
        values.forEach(
                (name, hex) -> assertTrue(page.contains("| " + name + " | `" + hex + "` |"), name));
    }

    @Test
    void everyFieldCounts() {
        SortedMap<Integer, String> other = new TreeMap<>(NONCES);
        other.put(2, "a2".repeat(32));
        SortedMap<Integer, String> moved = new TreeMap<>(NONCES);
        moved.put(3, moved.remove(2));
        SortedMap<Integer, String> fewer = new TreeMap<>(NONCES);
        fewer.remove(10);
        Set<String> alphas = new HashSet<>();
        for (RoomDraw draw :
                List.of(
                        DRAW,
                        new RoomDraw("10112233445566778899aabbccddeeff", GAME, 3, NONCES),
                        new RoomDraw(ROOM, "arena.practice", 3, NONCES),
                        new RoomDraw(ROOM, GAME, 4, NONCES),
                        new RoomDraw(ROOM, GAME, 3, other),
                        new RoomDraw(ROOM, GAME, 3, moved),
                        new RoomDraw(ROOM, GAME, 3, fewer),
                        new RoomDraw(ROOM, GAME, 3, new TreeMap<>()))) {
            alphas.add(HEX.formatHex(draw.alpha()));
        }
        assertEquals(8, alphas.size());
    }

    @Test
    void seatsAreSortedByNumberWhateverTheMapsOrder() {
        TreeMap<Integer, String> falling = new TreeMap<>(Comparator.reverseOrder());
        falling.putAll(NONCES);

        RoomDraw draw = new RoomDraw(ROOM, GAME, 3, falling);

        assertArrayEquals(DRAW.alpha(), draw.alpha());
        assertEquals(DRAW, draw);
    }

    @Test
    void noncesAreACopyThatNobodyChanges() {
        TreeMap<Integer, String> given = new TreeMap<>(NONCES);
        RoomDraw draw = new RoomDraw(ROOM, GAME, 3, given);
        given.clear();

        assertEquals(DRAW, draw);
        assertThrows(UnsupportedOperationException.class, () -> draw.nonces().clear());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "0F0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
                "g00f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
                "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0",
                "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f00",
                "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\n"
            })
    void badNonceIsRefusedAndNotShown(String bad) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new RoomDraw(ROOM, GAME, 3, nonce(1, bad)));
        assertEquals("nonce (allowed: 64 lower-case hex digits)", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void seatThatNoGameHasIsRefused(int seat) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new RoomDraw(ROOM, GAME, 3, nonce(seat, "00".repeat(32))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "room-1", "00112233445566778899AABBCCDDEEFF"})
    void badRoomIdIsRefused(String roomId) {
        assertThrows(IllegalArgumentException.class, () -> new RoomDraw(roomId, GAME, 3, NONCES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Arena", "arena.", ".blitz", "arena blitz", "ärena"})
    void badGameIsRefused(String game) {
        assertThrows(IllegalArgumentException.class, () -> new RoomDraw(ROOM, game, 3, NONCES));
    }

    @Test
    void gameOfMoreCharactersThanTheBoundIsRefused() {
        assertEquals(100, new RoomDraw(ROOM, "a".repeat(100), 1, NONCES).game().length());
        assertThrows(
                IllegalArgumentException.class,
                () -> new RoomDraw(ROOM, "a".repeat(101), 1, NONCES));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RoomDraw(ROOM, "a" + ".a".repeat(1_000_000), 1, NONCES));
    }

    @Test
    void rulesVersionsBeginWithOne() {
        assertThrows(IllegalArgumentException.class, () -> new RoomDraw(ROOM, GAME, 0, NONCES));
    }

    @Test
    void outputOfAnotherLengthGivesNoSeed() {
        assertThrows(IllegalArgumentException.class, () -> RoomDraw.seed(new byte[63]));
        assertThrows(IllegalArgumentException.class, () -> RoomDraw.seed(new byte[65]));
        assertFalse(RoomDraw.seed(new byte[64]).toString().contains("0"));
    }
}
