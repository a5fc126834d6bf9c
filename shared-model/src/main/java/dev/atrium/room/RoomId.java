package dev.atrium.room;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A room's id: drawn, so that it tells nothing and is never used twice.
 *
 * @param value 32 lower-case hex digits
 */
public record RoomId(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    public RoomId {
        if (!isRoomId(value)) {
            throw new IllegalArgumentException("a room id is 32 lower-case hex digits");
        }
    }

    /** A new one, of 128 random bits. */
    public static RoomId draw() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new RoomId(HexFormat.of().formatHex(bytes));
    }

    /** Whether {@code text} could be one. */
    public static boolean isRoomId(String text) {
        return text.length() == 2 * BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    @Override
    public String toString() {
        return value;
    }
}
