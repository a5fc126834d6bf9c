package dev.atrium.dice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class DiceTest {
    private static final Seed SEED = Seed.ofHex("0123456789abcdef".repeat(4));

    @Test
    void wordsAreHmacOverACounterUnderAKeyDerivedByName() {
        byte[] room = hmac(HexFormat.of().parseHex("0123456789abcdef".repeat(4)), "atrium/dice/1");
        byte[] key = hmac(room, "damage/7");
        DiceStream stream = Dice.of(SEED).stream("damage", "7");
        for (int n = 0; n < 4; n++) {
            ByteBuffer block =
                    ByteBuffer.wrap(hmac(key, ByteBuffer.allocate(8).putLong(n).array()));
            for (int i = 0; i < 8; i++) {
                // With a bound that is a power of two nothing is rejected.
                int word = block.getInt();
                assertEquals(Integer.remainderUnsigned(word, 1 << 30), stream.below(1 << 30));
            }
        }
        assertEquals(32, stream.position());
    }

    @Test
    void wordsBeyondTheLastWholeMultipleAreRolledAgain() {
        // A bound just over half of 2^31: of 2^32 words, three multiples are fair, a quarter not.
        int bound = (1 << 30) + 1;
        long fair = 3L * bound;
        byte[] key = hmac(hmac(HexFormat.of().parseHex(SEED.revealHex()), "atrium/dice/1"), "x");
        List<Integer> expected = new ArrayList<>();
        int rejected = 0;
        for (int n = 0; n < 32; n++) {
            ByteBuffer block =
                    ByteBuffer.wrap(hmac(key, ByteBuffer.allocate(8).putLong(n).array()));
            while (block.hasRemaining()) {
                long word = Integer.toUnsignedLong(block.getInt());
                if (word < fair) {
                    expected.add((int) (word % bound));
                } else {
                    rejected++;
                }
            }
        }
        DiceStream stream = Dice.of(SEED).stream("x");
        for (int value : expected) {
            assertEquals(value, stream.below(bound));
        }
        assertTrue(rejected > 0, "nothing was rejected, so nothing was shown");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 7, 10, 52, 100})
    void everyNumberIsEquallyLikely(int bound) {
        int rolls = 2_000 * bound;
        int[] counts = new int[bound];
        DiceStream stream = Dice.of(SEED).stream("chi", "" + bound);
        for (int i = 0; i < rolls; i++) {
            counts[stream.below(bound)]++;
        }
        long squares = 0;
        for (int count : counts) {
            squares += (long) (count - 2_000) * (count - 2_000);
        }
        // Chi-square has mean k and variance 2k; six deviations off would be no accident.
        double k = bound - 1;
        assertTrue(squares / 2_000.0 < k + 6 * Math.sqrt(2 * k), () -> "bound " + bound);
    }

    @Test
    void streamsDoNotMoveEachOther() {
        Dice alone = Dice.of(SEED);
        List<Integer> undisturbed = rolls(alone.stream("visible"), 50);
        Dice busy = Dice.of(SEED);
        List<Integer> disturbed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            busy.stream("hidden", "" + i).below(6);
            disturbed.add(busy.stream("visible").below(1_000));
        }
        assertEquals(undisturbed, disturbed);
        assertNotEquals(undisturbed, rolls(Dice.of(SEED).stream("hidden"), 50));
        assertNotEquals(
                rolls(Dice.of(SEED).stream("a", "1"), 50),
                rolls(Dice.of(SEED).stream("a", "2"), 50));
        assertNotEquals(undisturbed, rolls(Dice.of(Seed.of(new byte[32])).stream("visible"), 50));
        assertSame(alone.stream("visible"), alone.stream("visible"));
    }

    @Test
    void restoredDiceGoOnWhereTheyWere() {
        for (int rolled = 1; rolled < 20; rolled++) {
            Dice dice = Dice.of(SEED);
            rolls(dice.stream("b"), rolled);
            rolls(dice.stream("a", "x"), 3);
            dice.stream("never rolled");
            byte[] written = bytes(dice);
            Dice restored = Dice.restore(SEED, new StateReader(written));
            assertEquals(HexFormat.of().formatHex(written), hex(restored));
            assertEquals(rolls(dice.stream("b"), 20), rolls(restored.stream("b"), 20));
            assertEquals(rolls(dice.stream("a", "x"), 20), rolls(restored.stream("a", "x"), 20));
        }
    }

    @Test
    void streamThatWasOpenedOnlyIsNotWritten() {
        Dice dice = Dice.of(SEED);
        dice.stream("looked at");
        assertEquals("00000000", hex(dice));
    }

    @Test
    void positionsOutOfOrderOrRangeAreRefused() {
        refused(new StateWriter().int32(1).text("a").int64(0));
        refused(new StateWriter().int32(1).text("a").int64(-1));
        refused(new StateWriter().int32(1).text("").int64(1));
        refused(new StateWriter().int32(2).text("b").int64(1).text("a").int64(1));
        refused(new StateWriter().int32(2).text("a").int64(1).text("a").int64(1));
        refused(new StateWriter().int32(1_000_000).text("a").int64(1));
        StateWriter many = new StateWriter().int32(100_001);
        refused(many.raw(new byte[12 * 100_001]));
    }

    private static void refused(StateWriter written) {
        StateReader in = new StateReader(written.toBytes());
        assertThrows(StateFormatException.class, () -> Dice.restore(SEED, in));
    }

    @Test
    void dieAtTheFarEndOfItsCounterStillRolls() {
        byte[] far = new StateWriter().int32(1).text("a").int64(Long.MAX_VALUE - 9).toBytes();
        assertTrue(Dice.restore(SEED, new StateReader(far)).stream("a").below(6) < 6);
    }

    @Test
    void rangesIncludeBothEnds() {
        DiceStream stream = Dice.of(SEED).stream("range");
        TreeMap<Integer, Integer> seen = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            seen.merge(stream.between(-2, 3), 1, Integer::sum);
        }
        assertEquals(List.of(-2, -1, 0, 1, 2, 3), List.copyOf(seen.keySet()));
        assertEquals(5, stream.between(5, 5));
        assertEquals(0, stream.below(1));
        assertTrue(stream.between(1, Integer.MAX_VALUE) >= 1);
        assertTrue(stream.between(Integer.MIN_VALUE, -2) <= -2);
    }

    @Test
    void chanceIsNeverBelowZeroAndAlwaysFromTheWholeOn() {
        DiceStream stream = Dice.of(SEED).stream("chance");
        int hits = 0;
        for (int i = 0; i < 10_000; i++) {
            assertFalse(stream.chance(0, 7));
            assertTrue(stream.chance(7, 7));
            hits += stream.chance(1, 4) ? 1 : 0;
        }
        assertTrue(hits > 2_300 && hits < 2_700, "a quarter of 10000: " + hits);
        assertTrue(stream.position() >= 30_000, "certain answers roll as well");
    }

    @Test
    void shuffleGivesEveryOrderEquallyOften() {
        DiceStream stream = Dice.of(SEED).stream("shuffle");
        TreeMap<String, Integer> orders = new TreeMap<>();
        for (int i = 0; i < 6_000; i++) {
            List<String> cards = new ArrayList<>(List.of("a", "b", "c"));
            stream.shuffle(cards);
            orders.merge(String.join("", cards), 1, Integer::sum);
        }
        assertEquals(6, orders.size());
        orders.forEach((order, count) -> assertTrue(count > 840 && count < 1_160, order + count));
    }

    @Test
    void idsAreDrawnFromAnAlphabetWithoutVowels() {
        DiceStream stream = Dice.of(SEED).stream("id");
        List<String> ids = Stream.generate(() -> stream.id(8)).limit(500).toList();
        assertEquals(500, ids.stream().distinct().count());
        ids.forEach(id -> assertTrue(id.matches("[b-df-hj-np-tv-z2-9&&[^l]]{8}"), id));
    }

    @Test
    void badArgumentsAreRefusedAndRollNothing() {
        Dice dice = Dice.of(SEED);
        DiceStream stream = dice.stream("bad");
        assertThrows(IllegalArgumentException.class, () -> stream.below(0));
        assertThrows(IllegalArgumentException.class, () -> stream.below(-5));
        assertThrows(IllegalArgumentException.class, () -> stream.between(3, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> stream.between(Integer.MIN_VALUE, Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> stream.between(0, Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> stream.chance(1, 0));
        assertThrows(IllegalArgumentException.class, () -> stream.id(0));
        assertThrows(IllegalArgumentException.class, () -> stream.id(-1));
        assertThrows(IllegalArgumentException.class, () -> dice.stream(""));
        assertThrows(IllegalArgumentException.class, () -> dice.stream("a/b"));
        assertThrows(IllegalArgumentException.class, () -> dice.stream("a/b", "c"));
        assertEquals(0, stream.position());
    }

    @Test
    void runawayStreamNamesEndInAClearError() {
        Dice dice = Dice.of(SEED);
        IntStream.range(0, 100_000).forEach(i -> dice.stream("run", "" + i));
        assertThrows(IllegalStateException.class, () -> dice.stream("one more"));
        assertEquals(0, dice.stream("run", "0").position());
    }

    private static List<Integer> rolls(DiceStream stream, int count) {
        return IntStream.range(0, count).mapToObj(i -> stream.below(1_000)).toList();
    }

    private static byte[] bytes(Dice dice) {
        StateWriter out = new StateWriter();
        dice.write(out);
        return out.toBytes();
    }

    private static String hex(Dice dice) {
        return HexFormat.of().formatHex(bytes(dice));
    }

    private static byte[] hmac(byte[] key, String label) {
        return hmac(key, label.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
