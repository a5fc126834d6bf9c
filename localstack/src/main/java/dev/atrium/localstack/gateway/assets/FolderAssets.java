package dev.atrium.localstack.gateway.assets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Files under a folder, read anew each time: what is saved in an editor is what is served. */
public final class FolderAssets implements AssetSource {

    private static final Logger LOG = LoggerFactory.getLogger(FolderAssets.class);

    /** Beyond this a file is no part of a web client. */
    private static final long MAXIMUM_BYTES = 16L * 1024 * 1024;

    private final Path root;

    /** Serves what is under the folder; links that lead out of it are not followed. */
    public FolderAssets(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            Path real = file.toRealPath();
            if (!real.startsWith(root) || Files.size(real) > MAXIMUM_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(real));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("cannot read {}: {}", path, unreadable.toString());
            return Optional.empty();
        }
    }
}
