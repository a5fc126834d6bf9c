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

/** An archive in a folder: written aside, forced to disk, then moved into place. */
public final class FolderArchive implements Archive {
    private static final AtomicLong ASIDE = new AtomicLong();

    private final Path folder;

    /** An archive in that folder, which is made when it is first needed. */
    public FolderArchive(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String key, byte[] object) throws IOException {
        Path file = path(key);
        Files.createDirectories(file.getParent());
        String name =
                ".%s.%d.%d"
                        .formatted(
                                file.getFileName(),
                                ProcessHandle.current().pid(),
                                ASIDE.incrementAndGet());
        Path aside = file.resolveSibling(name);
        try {
            Files.write(aside, object);
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
        try {
            return Optional.of(Files.readAllBytes(path(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path path(String key) {
        if (!key.matches("[a-z0-9-]+(/[a-z0-9-]+)*(\\.[a-z0-9]+)?")) {
            throw new IllegalArgumentException("no archive key: " + key);
        }
        return folder.resolve(key);
    }
}
