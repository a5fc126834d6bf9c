package dev.atrium.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Signing keys in a folder, for local runs: one file a purpose, made when it is first asked for,
 * readable by its owner only; the public half of one that is published stands beside it. In AWS
 * secrets of Secrets Manager take its place.
 *
 * <p>To replace a key, rename {@code PURPOSE.key} to {@code PURPOSE-KEYID.key}, with the id that
 * its public half has, and start what uses it again: it makes another and publishes that before the
 * ones of before, which stay known, for what they have made must be verified as long as it is
 * there.
 */
public final class KeyFolder implements KeySource {
    private static final Pattern KEY_IDS = Pattern.compile("[0-9a-f]{16}");

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READ_BY_ALL =
            PosixFilePermissions.fromString("rw-r--r--");

    private final Path folder;

    /** By purpose: the public halves of keys that were read here. */
    private final Map<String, VerifyKey> own = new ConcurrentHashMap<>();

    /** Keys in that folder. */
    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The key of that purpose.
     *
     * @throws UncheckedIOException if the folder can be neither read nor written
     * @throws IllegalArgumentException if its file holds no key
     */
    @Override
    public SigningKey key(String purpose) {
        SigningKey key = SigningKey.of(secret(purpose));
        own.put(purpose, key.publicKey());
        return key;
    }

    /**
     * The secret of that purpose's key, for those who sign nothing with it.
     *
     * @throws UncheckedIOException if the folder can be neither read nor written
     * @throws IllegalArgumentException if its file holds no key
     */
    @Override
    public byte[] secret(String purpose) {
        Path file = folder.resolve(purpose + ".key");
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " cannot be had", e);
        }
    }

    /**
     * A key of that purpose that was replaced, if it was kept.
     *
     * @param keyId of its public half
     * @throws UncheckedIOException if its file cannot be read
     * @throws IllegalArgumentException if its file holds no key, or another one
     */
    @Override
    public Optional<SigningKey> retiredKey(String purpose, String keyId) {
        if (!KEY_IDS.matcher(keyId).matches()) {
            return Optional.empty();
        }
        Path file = folder.resolve(purpose + "-" + keyId + ".key");
        SigningKey key;
        try {
            key = SigningKey.of(read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " cannot be read", e);
        }
        if (!key.publicKey().keyId().equals(keyId)) {
            throw new IllegalArgumentException(file + " holds another key");
        }
        return Optional.of(key);
    }

    private static byte[] read(Path file) throws IOException {
        byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
        if (secret.length != SigningKey.SECRET_BYTES) {
            throw new IllegalArgumentException(file + " holds no key");
        }
        return secret;
    }

    /**
     * Leaves the public half of that purpose's key beside it, for those who only verify, before
     * those of the keys that it has replaced.
     *
     * @throws UncheckedIOException if the folder can be neither read nor written
     * @throws IllegalArgumentException if the key's file holds no key, or the public ones' anything
     *     else than keys
     * @throws IllegalStateException if there are {@value #PUBLISHED_MAX} others: nobody but who
     *     deploys can tell which of them nothing depends on any more
     */
    @Override
    public void publish(String purpose) {
        VerifyKey present = key(purpose).publicKey();
        Path file = publicFile(purpose);
        List<VerifyKey> before = publicKeys(purpose);
        if (!before.isEmpty() && before.getFirst().equals(present)) {
            return;
        }
        List<VerifyKey> known = new ArrayList<>(before);
        known.remove(present);
        known.addFirst(present);
        if (known.size() > PUBLISHED_MAX) {
            throw new IllegalStateException(file + " holds too many keys; remove the oldest");
        }
        String text =
                known.stream()
                        .map(key -> HexFormat.of().formatHex(key.bytes()) + "\n")
                        .collect(Collectors.joining());
        try {
            Path aside = Files.createTempFile(folder, ".public", "");
            try {
                Files.setPosixFilePermissions(aside, READ_BY_ALL);
                Files.writeString(aside, text, StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " cannot be written", e);
        }
    }

    /**
     * The public halves of that purpose's keys that were published, the newest first, a line each.
     * Neither needs a secret nor makes one.
     *
     * @throws UncheckedIOException if their file cannot be read
     * @throws IllegalArgumentException if a line of their file is no key, or there is none
     */
    @Override
    public List<VerifyKey> publicKeys(String purpose) {
        Path file = publicFile(purpose);
        try {
            List<VerifyKey> keys =
                    Files.readString(file)
                            .strip()
                            .lines()
                            .map(line -> publicKey(purpose, line.strip()))
                            .toList();
            if (keys.isEmpty()) {
                throw new IllegalArgumentException(file + " holds no key");
            }
            return keys;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the keys " + file + " cannot be read", e);
        }
    }

    /** What was computed here from its secret needs no check, which takes long in a new process. */
    private VerifyKey publicKey(String purpose, String line) {
        byte[] point = HexFormat.of().parseHex(line);
        VerifyKey known = own.get(purpose);
        return known != null && known.isOf(point) ? known : VerifyKey.of(point);
    }

    private Path publicFile(String purpose) {
        return folder.resolve(purpose + ".pub");
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(file.getParent(), ".key", "");
        try {
            Files.setPosixFilePermissions(aside, OWNER_ONLY);
            Files.writeString(
                    aside,
                    HexFormat.of().formatHex(SigningKey.generate().secret()) + "\n",
                    StandardOpenOption.TRUNCATE_EXISTING);
            // A link fails if somebody else was first; then his key is the one.
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            // Somebody else was first.
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
