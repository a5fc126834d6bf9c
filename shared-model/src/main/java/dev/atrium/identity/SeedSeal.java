package dev.atrium.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals seeds for keeping: AES-256-GCM under a key of the deployment, bound to the room, so that a
 * store that is read shows none and one that is altered opens none. Thread-safe.
 */
public final class SeedSeal {
    /** Length of the key. */
    public static final int KEY_BYTES = 32;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int OVERHEAD_BYTES = NONCE_BYTES + TAG_BITS / 8;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * A seal.
     *
     * @param key exactly {@value #KEY_BYTES} bytes
     */
    public SeedSeal(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a seal's key has 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * The sealed bytes of a room's seed and what belongs to it; others each time.
     *
     * @param secret 1 byte and more
     */
    public byte[] seal(String roomId, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, roomId).doFinal(secret);
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has AES-GCM", e);
        }
    }

    /**
     * What was sealed of a room.
     *
     * @throws IllegalArgumentException if it was sealed with another key, for another room, or is
     *     altered
     */
    public byte[] open(String roomId, byte[] sealed) {
        if (sealed.length <= OVERHEAD_BYTES) {
            throw new IllegalArgumentException("a sealed seed has more than 28 bytes");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] body = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, roomId).doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the seed of room " + roomId + " is altered", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String roomId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(roomId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
