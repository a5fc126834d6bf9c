package dev.atrium.functions.edge;

import dev.atrium.archive.Archive;
import dev.atrium.rights.Right;
import dev.atrium.rights.UsedRights;

import java.io.IOException;
import java.util.Optional;

/** Hears of each handler that asks the archive, as the bucket that it would be. */
record HeardArchive(Archive archive) implements Archive {
    @Override
    public void put(String key, byte[] object) throws IOException {
        UsedRights.heard("s3:PutObject", Right.ONE);
        archive.put(key, object);
    }

    /** Who may not list a bucket is forbidden to know that an object is not there. */
    private static void read() {
        UsedRights.heard("s3:GetObject", Right.ONE);
        UsedRights.heard("s3:ListBucket", Right.ONE);
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        read();
        return archive.get(key);
    }

    @Override
    public Optional<byte[]> getPacked(String key) throws IOException {
        read();
        return archive.getPacked(key);
    }
}
