package dev.atrium.host.room;

import dev.atrium.state.StateHash;

import java.security.MessageDigest;
import java.util.HexFormat;

/** Whether a nonce is the one whose hash was given when queueing. */
final class Nonces {
    private Nonces() {}

    /**
     * In constant time.
     *
     * @param nonce hex
     * @param hash hex SHA-256 of the nonce's bytes
     */
    static boolean matches(String nonce, String hash) {
        byte[] own = StateHash.of(HexFormat.of().parseHex(nonce)).hex().getBytes(UTF_8);
        return MessageDigest.isEqual(own, hash.getBytes(UTF_8));
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;
}
