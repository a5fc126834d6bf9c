package dev.atrium.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What every archive must do, whatever is behind it. */
abstract class ArchiveContractTest {
    static final String ROOM = "0a1b".repeat(8);
    static final StateHash HEAD = StateHash.of(new byte[] {7});
    static final String KEY = Archive.journalKey(ROOM, HEAD);

    /** An archive over the same objects as any other that this gives. */
    abstract Archive archive();

    /** The same, with another limit. */
    abstract Archive archive(int objectBytesMax);

    /** How many objects are there. */
    abstract long objects() throws IOException;

    /** What is stored of an object. */
    abstract byte[] stored(String key) throws IOException;

    /** Stores that as it is, as builds of before did. */
    abstract void store(String key, byte[] bytes) throws IOException;

    byte[] read(Archive archive) throws IOException {
        return archive.get(KEY).orElseThrow();
    }

    @Test
    void objectComesBackAndOutlivesTheArchive() throws IOException {
        archive().put(KEY, new byte[] {1, 2, 3});

        assertArrayEquals(new byte[] {1, 2, 3}, read(archive()));
        assertEquals("journals/" + ROOM + "/" + HEAD.hex() + ".atrj", KEY);
    }

    @Test
    void objectThatIsNotThereIsNone() throws IOException {
        assertEquals(Optional.empty(), archive().get(KEY));
        assertEquals(Optional.empty(), archive().getPacked(KEY));
    }

    @Test
    void emptyObjectIsNotNone() throws IOException {
        archive().put(KEY, new byte[0]);

        assertEquals(0, read(archive()).length);
    }

    @Test
    void objectIsReplacedWholeAndNothingElseIsLeft() throws IOException {
        Archive archive = archive();
        archive.put(KEY, new byte[1_000]);
        archive.put(KEY, new byte[] {7});

        assertArrayEquals(new byte[] {7}, read(archive));
        assertEquals(1, objects());
    }

    @Test
    void objectsAreStoredPackedAndThoseFromBeforeAreStillRead() throws IOException {
        Archive archive = archive();
        archive.put(KEY, new byte[10_000]);

        assertEquals(10_000, Packed.unpack(stored(KEY), 10_000).length);
        assertEquals(Packed.pack(new byte[10_000]).length, stored(KEY).length);
        assertArrayEquals(new byte[10_000], read(archive));
        assertArrayEquals(stored(KEY), archive.getPacked(KEY).orElseThrow());
        byte[] before = {'A', 'T', 'R', 'J', 9};
        store(KEY, before);
        assertArrayEquals(before, read(archive));
        assertArrayEquals(Packed.pack(before), archive.getPacked(KEY).orElseThrow());
    }

    @Test
    void objectThatWouldInflateBeyondTheLimitIsAnErrorAndSoIsOneToStore() throws IOException {
        archive().put(KEY, new byte[100_001]);
        Archive small = archive(100_000);

        assertThrows(IOException.class, () -> small.get(KEY));
        assertThrows(IOException.class, () -> small.put(KEY, new byte[100_001]));
        small.put(KEY, new byte[100_000]);
        assertEquals(100_000, read(small).length);
    }

    @Test
    void objectAtTheLimitThatPackingMakesLongerComesBack() throws IOException {
        byte[] object = new byte[100_000];
        new Random(7).nextBytes(object);
        Archive small = archive(100_000);
        small.put(KEY, object);

        assertArrayEquals(object, read(small));
    }

    @Test
    void journalOfAnOlderBuildIsFoundUnderTheKeyThatItHadThen() throws IOException {
        store("journals/" + ROOM + ".atrj", new byte[] {'A', 'T', 'R', 'J', 9});
        byte[] found = archive().journal(ROOM, HEAD).orElseThrow();
        assertArrayEquals(new byte[] {'A', 'T', 'R', 'J', 9}, found);
        assertArrayEquals(Packed.pack(found), archive().packedJournal(ROOM, HEAD).orElseThrow());

        archive().put(KEY, new byte[] {1});
        assertArrayEquals(new byte[] {1}, archive().journal(ROOM, HEAD).orElseThrow());
        assertEquals(Optional.empty(), archive().journal("f".repeat(32), HEAD));
    }

    @Test
    void whoeverReadsWhileOthersWriteSeesWholeObjectsOnly() throws Exception {
        Archive archive = archive();
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
                                        byte[] read = read(archive);
                                        assertArrayEquals(filled(read[0]), read);
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        }
        assertEquals(1, objects());
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
        Archive archive = archive();

        assertThrows(IllegalArgumentException.class, () -> archive.put(key, new byte[1]));
        assertThrows(IllegalArgumentException.class, () -> archive.get(key));
        assertEquals(0, objects());
    }
}
