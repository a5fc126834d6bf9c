package dev.atrium.identity;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Where keys come from: each purpose has one present key, those that it has replaced, and the
 * public halves of all of them for those who only verify. Thread-safe; the caller's thread waits
 * for what is read.
 *
 * <p>A source that cannot be reached throws {@link UncheckedIOException}, and what is no key {@link
 * IllegalArgumentException}; neither shows a secret.
 */
public interface KeySource {
    /** Signs sessions and tickets. */
    String SESSIONS = "sessions";

    /** Signs outcomes. */
    String OUTCOMES = "outcomes";

    /** Seals seeds. */
    String SEEDS = "seeds";

    /** Draws seeds: the secret of the verifiable random function, for the one that draws alone. */
    String VRF = "vrf";

    /** The key that binds the cursors of leaderboards; a secret of the functions alone. */
    String CURSORS = "cursors";

    /** Vouches for the puzzles that are solved before somebody signs up. */
    String PUZZLES = "puzzles";

    /**
     * Public keys of a purpose that are known at one time: rotated each month, those of 8 years.
     */
    int PUBLISHED_MAX = 100;

    /**
     * The key of that purpose.
     *
     * @throws UncheckedIOException if it cannot be had
     * @throws IllegalArgumentException if what is there is no key
     */
    SigningKey key(String purpose);

    /**
     * The secret of that purpose's key, for those who sign nothing with it.
     *
     * @throws UncheckedIOException if it cannot be had
     * @throws IllegalArgumentException if what is there is no key
     */
    byte[] secret(String purpose);

    /**
     * A key of that purpose that was replaced, if it was kept.
     *
     * @param keyId of its public half
     * @throws UncheckedIOException if the source cannot be read
     * @throws IllegalArgumentException if what is there is no key, or another one
     */
    Optional<SigningKey> retiredKey(String purpose, String keyId);

    /**
     * The public halves of that purpose's keys that were published, the newest first; none before
     * one is. Neither needs a secret nor makes one.
     *
     * @throws UncheckedIOException if the source cannot be read
     * @throws IllegalArgumentException if anything there is no key
     */
    List<VerifyKey> publicKeys(String purpose);

    /**
     * Leaves the public half of that purpose's key for those who only verify, before those of the
     * keys that it has replaced. What stands there already is left alone.
     *
     * @throws UncheckedIOException if the source can be neither read nor written
     * @throws IllegalArgumentException if anything there is no key
     * @throws IllegalStateException if there are {@value #PUBLISHED_MAX} others: nobody but who
     *     deploys can tell which of them nothing depends on any more
     */
    void publish(String purpose);
}
