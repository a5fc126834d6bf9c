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
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Signing keys in a folder, for local runs: one file a purpose, made when it is first asked for,
 * readable by its owner only; the public half of one that is published stands beside it. In AWS
 * another source takes its place.
 */
public final class KeyFolder {
    /** Signs sessions and tickets. */
    public static final String SESSIONS = "sessions";

    /** Signs outcomes. */
    public static final String OUTCOMES = "outcomes";

    /** Seals seeds. */
    public static final String SEEDS = "seeds";

    /** Draws seeds: the secret of the verifiable random function, for the one that draws alone. */
    public static final String VRF = "vrf";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READ_BY_ALL =
            PosixFilePermissions.fromString("rw-r--r--");

    private final Path folder;

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
    public SigningKey key(String purpose) {
        Path file = folder.resolve(purpose + ".key");
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return SigningKey.of(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " cannot be had", e);
        }
    }

    /**
     * Leaves the public half of that purpose's key beside it, for those who only verify.
     *
     * @throws UncheckedIOException if the folder can be neither read nor written
     * @throws IllegalArgumentException if the key's file holds no key
     */
    public void publish(String purpose) {
        VerifyKey known = key(purpose).publicKey();
        Path file = publicFile(purpose);
        String text = HexFormat.of().formatHex(known.bytes()) + "\n";
        try {
            if (Files.exists(file) && Files.readString(file).equals(text)) {
                return;
            }
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
     * The public half of that purpose's key, if it was published. Neither needs the secret nor
     * makes one.
     *
     * @throws UncheckedIOException if its file cannot be read
     * @throws IllegalArgumentException if its file holds no key
     */
    public Optional<VerifyKey> publicKey(String purpose) {
        Path file = publicFile(purpose);
        try {
            return Optional.of(
                    VerifyKey.of(HexFormat.of().parseHex(Files.readString(file).strip())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " cannot be read", e);
        }
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
