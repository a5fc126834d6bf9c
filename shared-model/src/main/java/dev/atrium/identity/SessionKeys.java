package dev.atrium.identity;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The keys of sessions and tickets that count: the present one and the one before it, as their
 * source publishes them. It is looked at again now and then, so that a key that was withdrawn
 * counts no longer, and when a key is named that is not known, so that nobody who verifies need be
 * started again when the key changes. Thread-safe. A look is the reading of one small file, or a
 * call; who may not wait for that has another thread look.
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

    private final KeySource source;
    private final InstantSource clock;
    private final Optional<Executor> elsewhere;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Seen seen;

    private record Seen(List<VerifyKey> keys, long atMs) {}

    /**
     * The keys of that source, which whoever asks looks at himself. Where none is published yet the
     * present one is asked for, and made if the source makes keys.
     *
     * @throws UncheckedIOException if the source can be neither read nor written
     * @throws IllegalArgumentException if what is in it is no key
     */
    public SessionKeys(KeySource source, InstantSource clock) {
        this(source, clock, Optional.empty());
    }

    /**
     * The same, looked at again elsewhere: whoever asks meanwhile is told what was seen before.
     *
     * @param elsewhere runs a look, one at a time; a key that is not known yet is known once that
     *     is over
     */
    public SessionKeys(KeySource source, InstantSource clock, Executor elsewhere) {
        this(source, clock, Optional.of(elsewhere));
    }

    private SessionKeys(KeySource source, InstantSource clock, Optional<Executor> elsewhere) {
        this.source = source;
        this.clock = clock;
        this.elsewhere = elsewhere;
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
        if (isOlder(age)) {
            elsewhere.ifPresentOrElse(this::haveLookedAgain, () -> lookAgain(age));
        }
        return seen.keys();
    }

    private void haveLookedAgain(Executor executor) {
        if (looking.compareAndSet(false, true)) {
            try {
                executor.execute(
                        () -> {
                            try {
                                lookAgain();
                            } finally {
                                looking.set(false);
                            }
                        });
            } catch (RejectedExecutionException e) {
                // Too busy, or about to end: whoever asks next has it tried again.
                looking.set(false);
            }
        }
    }

    private synchronized void lookAgain(Duration age) {
        if (isOlder(age)) {
            lookAgain();
        }
    }

    private boolean isOlder(Duration age) {
        return Math.abs(clock.millis() - seen.atMs()) >= age.toMillis();
    }

    private void lookAgain() {
        try {
            seen = look();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            // A source that is away, or is just being changed by hand, must not end every session.
            seen = new Seen(seen.keys(), clock.millis());
        }
    }

    private Seen look() {
        List<VerifyKey> published = source.publicKeys(KeySource.SESSIONS);
        List<VerifyKey> keys =
                published.isEmpty()
                        ? List.of(source.key(KeySource.SESSIONS).publicKey())
                        : published.stream().limit(TRUSTED_MAX).toList();
        return new Seen(keys, clock.millis());
    }
}
