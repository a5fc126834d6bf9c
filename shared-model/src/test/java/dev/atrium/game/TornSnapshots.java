package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.atrium.dice.Seed;
import dev.atrium.state.StateFormatException;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Restores from bytes that are not what they should be, and watches what that costs. */
final class TornSnapshots {
    /** What a restore may take for itself, whatever a length in the bytes says. */
    private static final long ALLOCATED_BYTES_MAX = 8 * 1024 * 1024;

    /** And for every byte of the snapshot: records and lists are larger than their bytes. */
    private static final long ALLOCATED_PER_BYTE_MAX = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Game game;
    private final Seed seed;
    private final RandomGenerator random;

    TornSnapshots(Game game, Seed seed, RandomGenerator random) {
        this.game = game;
        this.seed = seed;
        this.random = random;
    }

    /** Cut off somewhere: must be refused. */
    void expectCutRefused(byte[] whole) {
        int length = random.nextInt(whole.length);
        assertTrue(!restores(Arrays.copyOf(whole, length)), "taken with " + length + " bytes");
    }

    /** One byte too many: must be refused. */
    void expectLongerRefused(byte[] whole) {
        assertTrue(!restores(Arrays.copyOf(whole, whole.length + 1)), "taken with a byte more");
    }

    /** One byte changed: may be refused; a number may simply be another number. */
    void expectFlippedHarmless(byte[] whole) {
        byte[] flipped = whole.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 + random.nextInt(255));
        restores(flipped);
    }

    /** Anything thrown but {@link StateFormatException} goes through to the test, and fails it. */
    private boolean restores(byte[] snapshot) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            RoomMachine.restore(game, seed, snapshot);
            return true;
        } catch (StateFormatException e) {
            return false;
        } finally {
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            long allowed = ALLOCATED_BYTES_MAX + ALLOCATED_PER_BYTE_MAX * snapshot.length;
            assertTrue(allocated <= allowed, "a restore allocated " + allocated + " bytes");
        }
    }
}
