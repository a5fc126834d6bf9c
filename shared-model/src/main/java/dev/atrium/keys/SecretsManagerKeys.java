package dev.atrium.keys;

import dev.atrium.identity.KeySource;
import dev.atrium.identity.KeyUnavailableException;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.VerifyKey;
import dev.atrium.keys.SecretStore.Content;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys in AWS Secrets Manager: the private halves of a purpose in one secret, {@code
 * PREFIX/PURPOSE}, the public ones in another, {@code PREFIX/PURPOSE.pub}, for those who only
 * verify. Each is text as in the files of a folder: a key a line in hex, the present one first,
 * those that it has replaced behind it.
 *
 * <p>A private half is kept once it was read, and read again only when a key is asked for that was
 * not beside it; public ones are kept for a second. Nothing here makes a key: who deploys does,
 * with {@link KeyTool}, and to others a secret that is not there, or is empty, is an error.
 * Whatever fails, access that is denied too, is a {@link KeyUnavailableException}.
 *
 * <p>Thread-safe. What is written replaces what was read and nothing else: of two who write at once
 * one is told so, and looks again.
 */
final class SecretsManagerKeys implements KeySource {
    /** What may have changed is read no more often than that. */
    static final Duration READ_EVERY = Duration.ofSeconds(1);

    /** Who was too late this often gives up; as many write at once only when all are started. */
    private static final int TRIES_MAX = 20;

    private static final Pattern KEYS = Pattern.compile("[0-9a-fA-F]{64}");

    private final SecretStore store;
    private final String prefix;
    private final InstantSource clock;

    /** By secret: what was read last. */
    private final Map<String, Read> reads = new ConcurrentHashMap<>();

    /** By purpose: the public halves of keys that were read here. */
    private final Map<String, VerifyKey> own = new ConcurrentHashMap<>();

    /** By purpose: what was published when it was read last. */
    private final Map<String, Published> published = new ConcurrentHashMap<>();

    /** What was read of a secret, and when. */
    private record Read(Optional<Content> content, long atMs) {}

    private record Published(String text, List<VerifyKey> keys) {}

    /**
     * Keys of that store.
     *
     * @param prefix of the secrets' names, before a slash
     * @param clock of what was read when
     */
    SecretsManagerKeys(SecretStore store, String prefix, InstantSource clock) {
        this.store = store;
        this.prefix = prefix;
        this.clock = clock;
    }

    /** Keys there, with a client of their own. */
    static KeySource in(KeyPlace.Secrets place) {
        return new SecretsManagerKeys(SecretStore.open(), place.prefix(), InstantSource.system());
    }

    @Override
    public SigningKey key(String purpose) {
        SigningKey key = SigningKey.of(secret(purpose));
        own.put(purpose, key.publicKey());
        return key;
    }

    @Override
    public byte[] secret(String purpose) {
        return bytes(privateLines(purpose).getFirst());
    }

    @Override
    public Optional<SigningKey> retiredKey(String purpose, String keyId) {
        List<String> lines = privateLines(purpose);
        Optional<SigningKey> kept = named(lines.subList(1, lines.size()), keyId);
        String name = privateName(purpose);
        if (kept.isPresent() || isRecent(name) || named(lines.subList(0, 1), keyId).isPresent()) {
            return kept;
        }
        // A process that was started later has another present key, and may have drawn with it.
        return named(lines(name, required(name, read(name))), keyId);
    }

    private static Optional<SigningKey> named(List<String> lines, String keyId) {
        return lines.stream()
                .map(line -> SigningKey.of(bytes(line)))
                .filter(key -> key.publicKey().keyId().equals(keyId))
                .findFirst();
    }

    /** Of what was read first, or now; there is one at least. */
    private List<String> privateLines(String purpose) {
        String name = privateName(purpose);
        Read kept = reads.get(name);
        Read read = kept != null && kept.content().isPresent() ? kept : read(name);
        return lines(name, required(name, read));
    }

    private static Content required(String name, Read read) {
        return read.content()
                .orElseThrow(
                        () ->
                                new KeyUnavailableException(
                                        "no key is in the secret %s (who deploys fills it)"
                                                .formatted(name)));
    }

    @Override
    public List<VerifyKey> publicKeys(String purpose) {
        String name = publicName(purpose);
        return publicKeys(purpose, isRecent(name) ? kept(name) : read(name));
    }

    private List<VerifyKey> publicKeys(String purpose, Read read) {
        if (read.content().isEmpty()) {
            return List.of();
        }
        Content content = read.content().get();
        Published known = published.get(purpose);
        if (known == null || !known.text().equals(content.text())) {
            List<VerifyKey> keys =
                    lines(publicName(purpose), content).stream()
                            .map(line -> publicKey(purpose, bytes(line)))
                            .toList();
            known = new Published(content.text(), keys);
            published.put(purpose, known);
        }
        return known.keys();
    }

    /** What was computed here from its secret needs no check, which takes long in a new process. */
    private VerifyKey publicKey(String purpose, byte[] point) {
        VerifyKey known = own.get(purpose);
        return known != null && Arrays.equals(known.bytes(), point) ? known : VerifyKey.of(point);
    }

    @Override
    public void publish(String purpose) {
        publish(purpose, key(purpose).publicKey());
    }

    /** Puts that key before the others that are published. */
    void publish(String purpose, VerifyKey first) {
        String name = publicName(purpose);
        for (int i = 0; i < TRIES_MAX; i++) {
            Read before = read(name);
            List<VerifyKey> known = new ArrayList<>(publicKeys(purpose, before));
            if (!known.isEmpty() && known.getFirst().equals(first)) {
                return;
            }
            known.remove(first);
            known.addFirst(first);
            List<byte[]> keys = known.stream().map(VerifyKey::bytes).toList();
            if (store.put(name, before.content(), text(name, keys))) {
                reads.remove(name);
                return;
            }
        }
        throw changing(name);
    }

    /**
     * Makes the first key of a purpose, if there is none.
     *
     * @return whether it was made here
     */
    boolean fill(String purpose) {
        String name = privateName(purpose);
        if (read(name).content().isPresent()) {
            return false;
        }
        byte[] secret = SigningKey.generate().secret();
        // If somebody else was first, his key is the one.
        boolean made = store.put(name, Optional.empty(), text(name, List.of(secret)));
        reads.remove(name);
        return made;
    }

    /**
     * Makes another key of a purpose, which takes the place of the present one.
     *
     * @param publishes whether its public half is published, before anybody can sign with it
     * @return the new key's public half
     * @throws KeyUnavailableException if there is none to replace, or somebody else did meanwhile
     */
    VerifyKey replace(String purpose, boolean publishes) {
        String name = privateName(purpose);
        Read before = read(name);
        List<byte[]> secrets = new ArrayList<>();
        SigningKey next = SigningKey.generate();
        secrets.add(next.secret());
        lines(name, required(name, before)).forEach(line -> secrets.add(bytes(line)));
        String text = text(name, secrets);
        if (publishes) {
            publish(purpose, next.publicKey());
        }
        boolean replaced = store.put(name, before.content(), text);
        reads.remove(name);
        if (!replaced) {
            throw changing(name);
        }
        return next.publicKey();
    }

    private static KeyUnavailableException changing(String name) {
        return new KeyUnavailableException("somebody else changes the secret " + name + " too");
    }

    private boolean isRecent(String name) {
        Read kept = reads.get(name);
        return kept != null && Math.abs(clock.millis() - kept.atMs()) < READ_EVERY.toMillis();
    }

    private Read kept(String name) {
        Read kept = reads.get(name);
        return kept == null ? read(name) : kept;
    }

    private Read read(String name) {
        Read read = new Read(store.get(name), clock.millis());
        reads.put(name, read);
        return read;
    }

    private String privateName(String purpose) {
        return prefix + "/" + purpose;
    }

    private String publicName(String purpose) {
        return prefix + "/" + purpose + ".pub";
    }

    /** Checked one by one: an error of a parser would show what it could not read. */
    private static List<String> lines(String name, Content content) {
        List<String> lines = content.text().strip().lines().map(String::strip).toList();
        if (lines.isEmpty() || !lines.stream().allMatch(line -> KEYS.matcher(line).matches())) {
            throw new IllegalArgumentException("the secret " + name + " holds no key");
        }
        return lines;
    }

    private static String text(String name, List<byte[]> keys) {
        if (keys.size() > PUBLISHED_MAX) {
            throw new IllegalStateException(
                    "the secret " + name + " holds too many keys; remove the oldest");
        }
        return keys.stream()
                .map(key -> HexFormat.of().formatHex(key) + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] bytes(String line) {
        return HexFormat.of().parseHex(line);
    }
}
