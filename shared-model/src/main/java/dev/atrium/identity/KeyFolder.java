package dev.atrium.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;

/**
 * Signing keys in a folder, for local runs: one file a purpose, made when it is first asked for,
 * readable by its owner only. In AWS another source takes its place.
 */
public final class KeyFolder {
    /** Signs sessions and tickets. */
    public static final String SESSIONS = "sessions";

    /** Signs outcomes. */
    public static final String OUTCOMES = "outcomes";

    /** Seals seeds. */
    public static final String SEEDS = "seeds";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

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
