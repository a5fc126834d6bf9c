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
    private static final String KEY = Archive.journalKey("0123456789abcdef0123456789abcdef");

    @TempDir Path folder;

    @Test
    void whatWasPutIsThereAndNothingBesideIt() throws IOException {
        Archive archive = new FolderArchive(folder.resolve("made/when/needed"));
        archive.put(KEY, new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, archive.get(KEY).orElseThrow());
        assertEquals(List.of(folder.resolve("made/when/needed").resolve(KEY)), files());
    }

    @Test
    void anotherArchiveOfTheSameFolderFindsIt() throws IOException {
        new FolderArchive(folder).put(KEY, new byte[] {7});
        assertArrayEquals(new byte[] {7}, new FolderArchive(folder).get(KEY).orElseThrow());
    }

    @Test
    void putAgainReplacesItWhole() throws IOException {
        Archive archive = new FolderArchive(folder);
        archive.put(KEY, new byte[1000]);
        archive.put(KEY, new byte[] {9});
        assertArrayEquals(new byte[] {9}, archive.get(KEY).orElseThrow());
        archive.put(KEY, new byte[0]);
        assertArrayEquals(new byte[0], archive.get(KEY).orElseThrow());
        assertEquals(1, files().size());
    }

    @Test
    void objectsAreApartByKey() throws IOException {
        Archive archive = new FolderArchive(folder);
        archive.put("journals/a.atrj", new byte[] {1});
        archive.put("journals/b.atrj", new byte[] {2});
        archive.put("journals/a", new byte[] {3});
        assertArrayEquals(new byte[] {1}, archive.get("journals/a.atrj").orElseThrow());
        assertArrayEquals(new byte[] {2}, archive.get("journals/b.atrj").orElseThrow());
        assertArrayEquals(new byte[] {3}, archive.get("journals/a").orElseThrow());
    }

    @Test
    void aMissingObjectIsNoError() throws IOException {
        assertEquals(Optional.empty(), new FolderArchive(folder).get(KEY));
        assertEquals(Optional.empty(), new FolderArchive(folder.resolve("none")).get(KEY));
    }

    @Test
    void keysThatCouldLeaveTheFolderOrHideInItAreRefused() throws IOException {
        Archive archive = new FolderArchive(folder.resolve("inner"));
        for (String key :
                List.of(
                        "", "/", "/etc/x", "..", "../x", "a/../x", "a/./x", "a//x", "a/", ".x",
                        "a.", "a.b.c", "a.b/c", "A", "a b", "a\\b", "a\u0000", "a\n", "ä")) {
            assertThrows(IllegalArgumentException.class, () -> archive.put(key, new byte[1]), key);
            assertThrows(IllegalArgumentException.class, () -> archive.get(key), key);
        }
        assertEquals(List.of(), files());
    }

    @Test
    void whereNoFolderCanBeNothingIsWritten() throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, new byte[] {5});
        Archive archive = new FolderArchive(file);
        assertThrows(IOException.class, () -> archive.put(KEY, new byte[] {1}));
        assertThrows(IOException.class, () -> new FolderArchive(file).put("x", new byte[] {1}));
        assertEquals(List.of(file), files());
        assertArrayEquals(new byte[] {5}, Files.readAllBytes(file));
    }

    @Test
    void whatCannotBeMovedIntoPlaceLeavesNothingAside() throws IOException {
        Archive archive = new FolderArchive(folder);
        archive.put("a/b", new byte[] {1});
        // A folder that is not empty stands where the object is to be.
        assertThrows(IOException.class, () -> archive.put("a", new byte[] {2}));
        assertThrows(IOException.class, () -> archive.get("a"));
        assertEquals(List.of(folder.resolve("a/b")), files());
        assertArrayEquals(new byte[] {1}, archive.get("a/b").orElseThrow());
    }

    @Test
    void theKeyOfAJournalNamesItsRoom() {
        assertEquals("journals/0123456789abcdef0123456789abcdef.atrj", KEY);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
