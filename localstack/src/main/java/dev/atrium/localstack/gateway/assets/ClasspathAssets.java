package dev.atrium.localstack.gateway.assets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Files under a directory of the class path. */
public final class ClasspathAssets implements AssetSource {

    private static final Logger LOG = LoggerFactory.getLogger(ClasspathAssets.class);

    private final ClassLoader loader;
    private final String directory;

    /** Serves what is under the directory, given without slashes at its ends. */
    public ClasspathAssets(ClassLoader loader, String directory) {
        this.loader = loader;
        this.directory = directory;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return read(loader, directory + "/" + path);
    }

    static Optional<byte[]> read(ClassLoader loader, String resource) {
        // A directory can be opened too, and reads as the list of what is in it; files of a web
        // client have a dot in their name.
        if (resource.lastIndexOf('.') <= resource.lastIndexOf('/')) {
            return Optional.empty();
        }
        try (InputStream stream = loader.getResourceAsStream(resource)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException unreadable) {
            LOG.warn("cannot read {}: {}", resource, unreadable.toString());
            return Optional.empty();
        }
    }
}
