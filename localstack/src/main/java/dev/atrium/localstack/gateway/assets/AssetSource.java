package dev.atrium.localstack.gateway.assets;

import java.util.Optional;

/** Where files come from. Safe for use by many threads. */
public interface AssetSource {

    /**
     * The content of a file.
     *
     * @param path relative, of clean segments: none empty, none of dots, no backslash
     * @return nothing where there is no such file
     */
    Optional<byte[]> read(String path);
}
