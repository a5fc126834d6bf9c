package dev.atrium.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class FolderArchiveTest {
    @TempDir Path folder;

    @Test
    void whatIsPutIsThereWholeAndNothingBesideIt() throws IOException {
        FolderArchive archive = new FolderArchive(folder);
        String key = Archive.journalKey("r1");
        assertEquals(Optional.empty(), archive.get(key));
        archive.put(key, new byte[] {1, 2});
        archive.put(key, new byte[] {3});
        assertArrayEquals(new byte[] {3}, archive.get(key).orElseThrow());
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertEquals(List.of("r1.atrj"), files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void keysLeadNowhereElse() {
        FolderArchive archive = new FolderArchive(folder);
        for (String key : List.of("../x", "/etc/x", "a/../b", "", "a//b", "A")) {
            assertThrows(IllegalArgumentException.class, () -> archive.get(key), key);
            assertThrows(IllegalArgumentException.class, () -> archive.put(key, new byte[1]), key);
        }
    }

    @Test
    void aFolderThatCannotBeIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        FolderArchive archive = new FolderArchive(file);
        assertThrows(IOException.class, () -> archive.put("journals/r", new byte[1]));
    }
}
