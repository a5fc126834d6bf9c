package dev.atrium.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class FolderArchiveTest extends ArchiveContractTest {
    @TempDir private Path folder;

    private Path made() {
        return folder.resolve("made/when/needed");
    }

    @Override
    Archive archive() {
        return new FolderArchive(made());
    }

    @Override
    Archive archive(int objectBytesMax) {
        return new FolderArchive(made(), objectBytesMax);
    }

    @Override
    byte[] stored(String key) throws IOException {
        return Files.readAllBytes(made().resolve(key));
    }

    @Override
    void store(String key, byte[] bytes) throws IOException {
        Path file = made().resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    @Override
    long objects() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void folderThatCannotBeWrittenIsAnErrorAndLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "a file");
        FolderArchive archive = new FolderArchive(file);

        assertThrows(IOException.class, () -> archive.put(KEY, new byte[1]));
        assertThrows(IOException.class, () -> archive.get(KEY));
        assertEquals("a file", Files.readString(file));
    }

    @Test
    void objectThatCannotBeReplacedStaysAndNothingIsLeftAside() throws IOException {
        Path inTheWay = Files.createDirectories(made().resolve(KEY).resolve("child"));

        assertThrows(IOException.class, () -> archive().put(KEY, new byte[1]));
        assertThrows(IOException.class, () -> archive().get(KEY));
        assertTrue(Files.isDirectory(inTheWay));
        assertEquals(0, objects());
    }
}
