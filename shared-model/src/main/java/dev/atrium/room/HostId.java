package dev.atrium.room;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The id of one run of a host process; new at every start, so that a lease is never mistaken for
 * its predecessor's.
 *
 * @param value 1 to 64 characters
 */
public record HostId(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 8;

    public HostId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("a host id has 1 to 64 characters");
        }
    }

    /** A new one. */
    public static HostId draw() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new HostId("host-" + HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
