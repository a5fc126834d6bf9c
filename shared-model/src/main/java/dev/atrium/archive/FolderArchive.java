package dev.atrium.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An archive in a folder: packed, written aside, forced to disk, then moved into place. Whoever
 * inflates is bounded; what was stored before objects were packed is read as it is.
 */
public final class FolderArchive implements Archive {
    /** An object is at most this long; hours of the busiest room stay far below. */
    public static final int OBJECT_BYTES_MAX = 64 * 1024 * 1024;

    private static final AtomicLong ASIDE = new AtomicLong();

    private final Path folder;
    private final int objectBytesMax;

    /** An archive in that folder, which is made when it is first needed. */
    public FolderArchive(Path folder) {
        this(folder, OBJECT_BYTES_MAX);
    }

    /** As {@link #FolderArchive(Path)}, with another limit. */
    FolderArchive(Path folder, int objectBytesMax) {
        this.folder = folder;
        this.objectBytesMax = objectBytesMax;
    }

    @Override
    public void put(String key, byte[] object) throws IOException {
        Path file = path(key);
        if (object.length > objectBytesMax) {
            throw new IOException(
                    "an object of %d bytes (allowed: %d)".formatted(object.length, objectBytesMax));
        }
        Files.createDirectories(file.getParent());
        String name =
                ".%s.%d.%d"
                        .formatted(
                                file.getFileName(),
                                ProcessHandle.current().pid(),
                                ASIDE.incrementAndGet());
        Path aside = file.resolveSibling(name);
        try {
            Files.write(aside, Packed.pack(object));
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    aside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        Optional<byte[]> stored = stored(key);
        return stored.isEmpty() ? stored : Optional.of(Packed.unpack(stored.get(), objectBytesMax));
    }

    @Override
    public Optional<byte[]> getPacked(String key) throws IOException {
        return stored(key).map(Packed::packed);
    }

    private Optional<byte[]> stored(String key) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path path(String key) {
        return folder.resolve(ArchiveKey.require(key));
    }
}
