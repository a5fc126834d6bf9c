package dev.atrium.identity;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The keys of sessions and tickets that count: the present one and the one before it, as a folder
 * publishes them. The folder is looked at again now and then, so that a key that was withdrawn
 * counts no longer, and when a key is named that is not known, so that nobody who verifies need be
 * started again when the key changes. Thread-safe; a look is the reading of one small file.
 *
 * <p>To rotate: {@link KeyFolder} says how. Whoever issues makes the new key and publishes it; the
 * one before counts until the next rotation, or until its line is taken out of {@code
 * sessions.pub}. A day after a rotation nothing that it signed is left.
 */
public final class SessionKeys implements TrustedKeys {
    /** The present one and the one before it. */
    static final int TRUSTED_MAX = 2;

    /** So long a key that was withdrawn may still count. */
    static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(10);

    /** Who names keys that are not there makes nobody read more often than that. */
    static final Duration LOOKED_FOR_EVERY = Duration.ofSeconds(1);

    private final KeyFolder folder;
    private final InstantSource clock;
    private volatile Seen seen;

    private record Seen(List<VerifyKey> keys, long atMs) {}

    /**
     * The keys in that folder. Where none is published yet the present one is asked for, and made
     * if it is not there.
     *
     * @throws UncheckedIOException if the folder can be neither read nor written
     * @throws IllegalArgumentException if what is in it is no key
     */
    public SessionKeys(KeyFolder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        this.seen = look();
    }

    @Override
    public List<VerifyKey> keys() {
        return seenWithin(LOOKED_AT_EVERY);
    }

    @Override
    public Optional<VerifyKey> find(String keyId) {
        return TrustedKeys.named(keys(), keyId)
                .or(() -> TrustedKeys.named(seenWithin(LOOKED_FOR_EVERY), keyId));
    }

    private List<VerifyKey> seenWithin(Duration age) {
        if (Math.abs(clock.millis() - seen.atMs()) < age.toMillis()) {
            return seen.keys();
        }
        synchronized (this) {
            if (Math.abs(clock.millis() - seen.atMs()) >= age.toMillis()) {
                lookAgain();
            }
            return seen.keys();
        }
    }

    private void lookAgain() {
        try {
            seen = look();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            // A folder that is away, or is just being changed by hand, must not end every session.
            seen = new Seen(seen.keys(), clock.millis());
        }
    }

    private Seen look() {
        List<VerifyKey> published = folder.publicKeys(KeyFolder.SESSIONS);
        List<VerifyKey> keys =
                published.isEmpty()
                        ? List.of(folder.key(KeyFolder.SESSIONS).publicKey())
                        : published.stream().limit(TRUSTED_MAX).toList();
        return new Seen(keys, clock.millis());
    }
}
