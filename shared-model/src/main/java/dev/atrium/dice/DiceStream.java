package dev.atrium.dice;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.List;

import javax.crypto.Mac;

/**
 * One sequence of rolls. Block <i>n</i> is HMAC-SHA256(key, n) and gives eight 32-bit words; the
 * position counts words, so that it alone restores the stream. Not thread-safe.
 */
public final class DiceStream {
    private static final int WORDS_A_BLOCK = Seed.BYTES / Integer.BYTES;

    /** No vowels (no words), nothing that looks like something else. */
    private static final String ID_ALPHABET = "bcdfghjkmnpqrstvwxz23456789";

    private final Seed dice;
    private final String name;
    private final byte[] counter = new byte[Long.BYTES];
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long blockIndex = -1;
    private long position;
    private @Nullable Mac mac;

    /** The stream of that name under the dice's secret; its key is derived at the first roll. */
    DiceStream(Seed dice, String name) {
        this.dice = dice;
        this.name = name;
    }

    /**
     * A number from 0 to {@code bound - 1}, each equally likely (rejection, no modulo bias).
     *
     * @param bound at least 1
     */
    public int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound=" + bound + " (allowed: 1 and more)");
        }
        long fair = (1L << 32) / bound * bound;
        while (true) {
            long word = word();
            if (word < fair) {
                return (int) (word % bound);
            }
        }
    }

    /**
     * A number from {@code low} to {@code high}, both included, each equally likely.
     *
     * @param low not above {@code high}, and less than 2<sup>31</sup> - 1 below it
     * @param high the highest number that comes
     */
    public int between(int low, int high) {
        long bound = (long) high - low + 1;
        if (bound < 1 || bound > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no range to roll in: " + low + " to " + high);
        }
        return low + below((int) bound);
    }

    /**
     * True in {@code times} of {@code outOf} cases; rolls even where the answer is certain.
     *
     * @param times 0 or less: never; {@code outOf} or more: always
     * @param outOf at least 1
     */
    public boolean chance(int times, int outOf) {
        return below(outOf) < times;
    }

    /** Brings the list into an order, each equally likely (Fisher-Yates). */
    public <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            T moved = list.get(i);
            list.set(i, list.get(j));
            list.set(j, moved);
        }
    }

    /**
     * An id that tells nothing: so many letters and digits drawn from 27.
     *
     * @param length at least 1
     */
    public String id(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("length=" + length + " (allowed: 1 and more)");
        }
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ID_ALPHABET.charAt(below(ID_ALPHABET.length())));
        }
        return id.toString();
    }

    /** How many 32-bit words were taken. */
    public long position() {
        return position;
    }

    void moveTo(long newPosition) {
        position = newPosition;
    }

    private long word() {
        long wanted = position / WORDS_A_BLOCK;
        if (wanted != blockIndex) {
            ByteBuffer.wrap(counter).putLong(wanted);
            block = ByteBuffer.wrap(keyed().doFinal(counter));
            blockIndex = wanted;
        }
        int index = (int) (position % WORDS_A_BLOCK);
        position++;
        return block.getInt(index * Integer.BYTES) & 0xffff_ffffL;
    }

    private Mac keyed() {
        if (mac == null) {
            mac = dice.derive(name).keyed();
        }
        return mac;
    }
}
