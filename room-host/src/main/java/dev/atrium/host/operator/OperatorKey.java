package dev.atrium.host.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;

/** What operators must show. Without one configured, nobody is let in. */
public final class OperatorKey {
    /** The header that carries it. */
    static final String HEADER = "X-Atrium-Operator-Key";

    private final byte[] key;

    /**
     * A key.
     *
     * @param key empty if none is configured
     */
    public OperatorKey(String key) {
        this.key = key.getBytes(UTF_8);
    }

    /** Compared in constant time. */
    boolean opens(Optional<String> shown) {
        return key.length > 0 && MessageDigest.isEqual(key, shown.orElse("").getBytes(UTF_8));
    }
}
