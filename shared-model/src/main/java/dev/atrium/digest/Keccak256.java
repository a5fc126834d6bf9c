package dev.atrium.digest;

/**
 * Keccak-256 as Ethereum uses it: the sponge of FIPS 202 with a capacity of 512 bits, and the
 * padding of the submission to the contest, {@code 0x01}. So it is not SHA3-256, whose padding
 * begins with {@code 0x06}. Stateless, on any thread.
 */
public final class Keccak256 {
    /** Length of a hash. */
    public static final int BYTES = 32;

    /** Bytes that each round of the sponge takes in. */
    static final int RATE_BYTES = 136;

    private static final int LANES = 25;
    private static final int SIDE = 5;
    private static final int ROUNDS = 24;
    private static final int FIRST_PADDING = 0x01;
    private static final int LAST_PADDING = 0x80;

    private static final long[] ROUND_CONSTANTS = {
        0x0000000000000001L, 0x0000000000008082L, 0x800000000000808aL, 0x8000000080008000L,
        0x000000000000808bL, 0x0000000080000001L, 0x8000000080008081L, 0x8000000000008009L,
        0x000000000000008aL, 0x0000000000000088L, 0x0000000080008009L, 0x000000008000000aL,
        0x000000008000808bL, 0x800000000000008bL, 0x8000000000008089L, 0x8000000000008003L,
        0x8000000000008002L, 0x8000000000000080L, 0x000000000000800aL, 0x800000008000000aL,
        0x8000000080008081L, 0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L
    };

    /** By how much the lane that is met at each step of {@code rho} and {@code pi} turns. */
    private static final int[] TURNS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };

    /** Where each step of {@code pi} leads: the walk visits every lane but the first, once. */
    private static final int[] PLACES = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private Keccak256() {}

    /** The hash of these bytes, {@value #BYTES} bytes long. */
    public static byte[] of(byte[] input) {
        long[] lanes = new long[LANES];
        int from = 0;
        for (; input.length - from >= RATE_BYTES; from += RATE_BYTES) {
            absorb(lanes, input, from);
        }
        byte[] last = new byte[RATE_BYTES];
        int rest = input.length - from;
        System.arraycopy(input, from, last, 0, rest);
        last[rest] ^= (byte) FIRST_PADDING;
        last[RATE_BYTES - 1] ^= (byte) LAST_PADDING;
        absorb(lanes, last, 0);
        byte[] hash = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            hash[i] = (byte) (lanes[i / Long.BYTES] >>> (i % Long.BYTES * Byte.SIZE));
        }
        return hash;
    }

    private static void absorb(long[] lanes, byte[] block, int from) {
        for (int i = 0; i < RATE_BYTES / Long.BYTES; i++) {
            long lane = 0;
            for (int j = Long.BYTES - 1; j >= 0; j--) {
                lane = (lane << Byte.SIZE) | (block[from + i * Long.BYTES + j] & 0xff);
            }
            lanes[i] ^= lane;
        }
        permute(lanes);
    }

    /** Keccak-f[1600]. */
    private static void permute(long[] lanes) {
        long[] columns = new long[SIDE];
        for (int round = 0; round < ROUNDS; round++) {
            theta(lanes, columns);
            rhoAndPi(lanes);
            chi(lanes, columns);
            lanes[0] ^= ROUND_CONSTANTS[round];
        }
    }

    private static void theta(long[] lanes, long[] columns) {
        for (int x = 0; x < SIDE; x++) {
            columns[x] = 0;
            for (int y = 0; y < LANES; y += SIDE) {
                columns[x] ^= lanes[x + y];
            }
        }
        for (int x = 0; x < SIDE; x++) {
            long mixed = columns[(x + 4) % SIDE] ^ Long.rotateLeft(columns[(x + 1) % SIDE], 1);
            for (int y = 0; y < LANES; y += SIDE) {
                lanes[x + y] ^= mixed;
            }
        }
    }

    private static void rhoAndPi(long[] lanes) {
        long carried = lanes[1];
        for (int i = 0; i < PLACES.length; i++) {
            long met = lanes[PLACES[i]];
            lanes[PLACES[i]] = Long.rotateLeft(carried, TURNS[i]);
            carried = met;
        }
    }

    private static void chi(long[] lanes, long[] row) {
        for (int y = 0; y < LANES; y += SIDE) {
            System.arraycopy(lanes, y, row, 0, SIDE);
            for (int x = 0; x < SIDE; x++) {
                lanes[y + x] = row[x] ^ (~row[(x + 1) % SIDE] & row[(x + 2) % SIDE]);
            }
        }
    }
}
