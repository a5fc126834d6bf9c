package dev.atrium.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

class PackedTest {
    private static final int MOST = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, MOST - 1, MOST})
    void objectComesBackUpToTheLimit(int bytes) throws IOException {
        byte[] object = new byte[bytes];
        new Random(bytes).nextBytes(object);

        assertArrayEquals(object, Packed.unpack(Packed.pack(object), MOST));
    }

    @Test
    void whatRepeatsItselfTakesLessRoom() {
        byte[] object = "{\"type\":\"state\",\"x\":17}".repeat(1_000).getBytes(UTF_8);

        assertTrue(Packed.pack(object).length < object.length / 20);
    }

    @Test
    void objectThatLooksPackedIsPackedOnceMore() throws IOException {
        byte[] looks = {0x1f, (byte) 0x8b, 1, 2, 3};

        assertArrayEquals(looks, Packed.unpack(Packed.pack(looks), MOST));
    }

    @Test
    void objectFromBeforeIsReadAsItIs() throws IOException {
        byte[] old = {'A', 'T', 'R', 'J', 1};

        assertArrayEquals(old, Packed.unpack(old, MOST));
        assertArrayEquals(new byte[] {0x1f}, Packed.unpack(new byte[] {0x1f}, MOST));
        assertThrows(IOException.class, () -> Packed.unpack(old, 4));
    }

    /** A hundred kilobytes that would become a hundred megabytes. */
    @Test
    void inflateBombIsAnErrorAndIsNotInflated() {
        byte[] bomb = Packed.pack(new byte[100_000_000]);

        assertTrue(bomb.length < 200_000, bomb.length + " bytes");
        assertThrows(IOException.class, () -> Packed.unpack(bomb, MOST));
        assertThrows(IOException.class, () -> Packed.unpack(Packed.pack(new byte[MOST + 1]), MOST));
    }

    @Test
    void tornAndDamagedObjectsAreErrors() {
        byte[] object = new byte[5_000];
        new Random(7).nextBytes(object);
        byte[] packed = Packed.pack(object);
        byte[] damaged = packed.clone();
        damaged[damaged.length - 6] ^= 1; // in the checksum

        for (int length : new int[] {2, 9, 10, 100, packed.length - 1}) {
            byte[] torn = Arrays.copyOf(packed, length);
            assertThrows(IOException.class, () -> Packed.unpack(torn, MOST), length + " bytes");
        }
        assertThrows(IOException.class, () -> Packed.unpack(damaged, MOST));
    }
}
