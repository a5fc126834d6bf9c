package dev.atrium.functions.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What CloudFront shows with every request, and nobody else knows. No text shows it.
 *
 * @param value {@value #LENGTH_MIN} to {@value #LENGTH_MAX} characters of ASCII without spaces
 */
public record EdgeKey(String value) {
    /** The environment variable. */
    public static final String VARIABLE = "ATRIUM_EDGE_KEY";

    /** The header of a request that CloudFront shows it in. */
    public static final String HEADER = "x-atrium-edge-key";

    /**
     * The header in which CloudFront then says who asked it: an address of IPv4 or IPv6 without a
     * port. CloudFront lets no viewer's own value pass.
     */
    public static final String VIEWER_HEADER = "x-atrium-viewer-address";

    private static final int LENGTH_MIN = 32;
    private static final int LENGTH_MAX = 128;
    private static final Pattern VALUES =
            Pattern.compile("[!-~]{" + LENGTH_MIN + "," + LENGTH_MAX + "}");

    public EdgeKey {
        if (!VALUES.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s=… (allowed: %d to %d characters of ASCII without spaces)"
                            .formatted(VARIABLE, LENGTH_MIN, LENGTH_MAX));
        }
    }

    /**
     * Reads {@value #VARIABLE}; there is none where it is empty.
     *
     * @throws IllegalArgumentException without the value, if it is none
     */
    static Optional<EdgeKey> parse(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(new EdgeKey(value));
    }

    /** Whether this is it; how long that takes says nothing of how much of it is right. */
    boolean is(String shown) {
        return MessageDigest.isEqual(bytes(shown), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "EdgeKey[…]";
    }
}
