package dev.atrium.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class FolderArchiveTest {
    private static final String KEY = Archive.journalKey("0a1b", StateHash.of(new byte[] {7}));

    @TempDir private Path folder;

    private FolderArchive archive() {
        return new FolderArchive(folder.resolve("made/when/needed"));
    }

    private byte[] stored(Archive archive) throws IOException {
        return archive.get(KEY).orElseThrow();
    }

    @Test
    void objectComesBackAndOutlivesTheArchive() throws IOException {
        archive().put(KEY, new byte[] {1, 2, 3});

        assertArrayEquals(new byte[] {1, 2, 3}, stored(archive()));
        assertEquals("journals/0a1b/" + StateHash.of(new byte[] {7}).hex() + ".atrj", KEY);
    }

    @Test
    void objectThatIsNotThereIsNone() throws IOException {
        assertEquals(Optional.empty(), archive().get(KEY));
    }

    @Test
    void emptyObjectIsNotNone() throws IOException {
        archive().put(KEY, new byte[0]);

        assertEquals(0, stored(archive()).length);
    }

    @Test
    void objectIsReplacedWholeAndNothingElseIsLeft() throws IOException {
        FolderArchive archive = archive();
        archive.put(KEY, new byte[1_000]);
        archive.put(KEY, new byte[] {7});

        assertArrayEquals(new byte[] {7}, stored(archive));
        assertEquals(1, files());
    }

    @Test
    void objectsAreStoredPackedAndThoseFromBeforeAreStillRead() throws IOException {
        FolderArchive archive = new FolderArchive(folder);
        archive.put(KEY, new byte[10_000]);

        assertTrue(Files.size(folder.resolve(KEY)) < 1_000);
        assertArrayEquals(new byte[10_000], stored(archive));
        Files.write(folder.resolve(KEY), new byte[] {'A', 'T', 'R', 'J', 9});
        assertArrayEquals(new byte[] {'A', 'T', 'R', 'J', 9}, stored(archive));
    }

    @Test
    void objectThatWouldInflateBeyondTheLimitIsAnErrorAndSoIsOneToStore() throws IOException {
        new FolderArchive(folder).put(KEY, new byte[100_001]);
        FolderArchive small = new FolderArchive(folder, 100_000);

        assertThrows(IOException.class, () -> small.get(KEY));
        assertThrows(IOException.class, () -> small.put(KEY, new byte[100_001]));
        small.put(KEY, new byte[100_000]);
        assertEquals(100_000, stored(small).length);
    }

    @Test
    void whoeverReadsWhileOthersWriteSeesWholeObjectsOnly() throws Exception {
        FolderArchive archive = archive();
        archive.put(KEY, filled(0));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 1; writer <= 2; writer++) {
                byte[] object = filled(writer);
                all.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 40; i++) {
                                        archive.put(KEY, object);
                                    }
                                    return null;
                                }));
            }
            for (int reader = 0; reader < 2; reader++) {
                all.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 400; i++) {
                                        byte[] read = stored(archive);
                                        assertArrayEquals(filled(read[0]), read);
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        }
        assertEquals(1, files());
    }

    private static byte[] filled(int value) {
        byte[] object = new byte[10_000 + value];
        Arrays.fill(object, (byte) value);
        return object;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../outside",
                "journals/../../outside",
                "journals/..",
                "journals/.hidden",
                "journals//a",
                "journals/a/",
                "journals/A",
                "journals/a b",
                "journals/a.b.c",
                "journals\\a",
                "journals/a\n",
                "journals/\u0000"
            })
    void keyThatCouldLeadElsewhereIsRefused(String key) throws IOException {
        FolderArchive archive = archive();

        assertThrows(IllegalArgumentException.class, () -> archive.put(key, new byte[1]));
        assertThrows(IllegalArgumentException.class, () -> archive.get(key));
        assertEquals(0, files());
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
        FolderArchive archive = new FolderArchive(folder);
        Path inTheWay = Files.createDirectories(folder.resolve(KEY).resolve("child"));

        assertThrows(IOException.class, () -> archive.put(KEY, new byte[1]));
        assertThrows(IOException.class, () -> archive.get(KEY));
        assertTrue(Files.isDirectory(inTheWay));
        assertEquals(0, files());
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
