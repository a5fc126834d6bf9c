package dev.atrium.functions.priming;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The state of random numbers in a snapshot. Everybody who is restored from one begins with the
 * same memory, so he must draw nothing from memory alone. On Linux the JDK's default generator
 * (NativePRNG) combines bytes of the kernel, of which it may hold some for a moment, with a mixer
 * that all of its instances share; mixed with fresh bytes of the kernel after the restore, whatever
 * is drawn then differs, however long the instance has been there. The kernel itself is reseeded by
 * the hypervisor when a machine is restored (AWS, "Handling uniqueness with Lambda SnapStart").
 */
public final class RandomState {
    /** The generators of which all instances share their state. */
    private static final String SHARED = "NativePRNG";

    private static final Path KERNEL = Path.of("/dev/urandom");
    private static final int FRESH_BYTES = 32;

    private RandomState() {}

    /**
     * Lets snapshots be taken only where {@link #renew} reaches every instance. Another generator
     * keeps its state in each instance: two who are restored would draw the same ids.
     *
     * @throws IllegalStateException if the JVM's default generator is another one
     */
    public static void requireRenewable() {
        requireRenewable(new SecureRandom().getAlgorithm());
    }

    static void requireRenewable(String algorithm) {
        if (!algorithm.equals(SHARED)) {
            throw new IllegalStateException(
                    "a snapshot would repeat the random numbers of "
                            + algorithm
                            + " (allowed: "
                            + SHARED
                            + ")");
        }
    }

    /**
     * Makes what is drawn from now on differ from what others draw who had the same memory.
     *
     * @throws IOException if the kernel gives no bytes; then nothing may be drawn
     */
    public static void renew() throws IOException {
        try (InputStream kernel = Files.newInputStream(KERNEL)) {
            byte[] fresh = kernel.readNBytes(FRESH_BYTES);
            if (fresh.length < FRESH_BYTES) {
                throw new IOException(KERNEL + " ended");
            }
            new SecureRandom().setSeed(fresh);
        }
    }
}
