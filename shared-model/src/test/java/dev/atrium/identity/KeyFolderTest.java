package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class KeyFolderTest {
    @TempDir private Path folder;

    @Test
    void keyIsMadeOnceAndThenTheSame() {
        SigningKey first = new KeyFolder(folder.resolve("new/keys")).key(KeyFolder.SESSIONS);
        SigningKey again = new KeyFolder(folder.resolve("new/keys")).key(KeyFolder.SESSIONS);

        assertArrayEquals(first.secret(), again.secret());
    }

    @Test
    void secretIsTheOneOfTheKey() {
        KeyFolder keys = new KeyFolder(folder);
        byte[] secret = keys.secret(KeyFolder.PUZZLES);

        assertArrayEquals(secret, new KeyFolder(folder).key(KeyFolder.PUZZLES).secret());
        assertArrayEquals(secret, new KeyFolder(folder).secret(KeyFolder.PUZZLES));
    }

    @Test
    void everyPurposeHasAKeyOfItsOwn() {
        KeyFolder keys = new KeyFolder(folder);

        assertFalse(
                keys.key(KeyFolder.SESSIONS)
                        .publicKey()
                        .equals(keys.key(KeyFolder.OUTCOMES).publicKey()));
    }

    @Test
    void onlyTheOwnerMayReadAKeyAndNothingElseIsLeft() throws IOException {
        new KeyFolder(folder).key(KeyFolder.OUTCOMES);

        Path file = folder.resolve("outcomes.key");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of(file), filesIn(folder));
    }

    @Test
    void thoseWhoAskAtOnceGetTheSameKey() throws Exception {
        int askers = 8;
        try (ExecutorService threads = Executors.newFixedThreadPool(askers)) {
            for (int round = 0; round < 20; round++) {
                Path fresh = folder.resolve("round-" + round);
                CyclicBarrier start = new CyclicBarrier(askers);
                List<Future<VerifyKey>> asked = new ArrayList<>();
                for (int i = 0; i < askers; i++) {
                    asked.add(
                            threads.submit(
                                    () -> {
                                        start.await(10, TimeUnit.SECONDS);
                                        return new KeyFolder(fresh)
                                                .key(KeyFolder.SESSIONS)
                                                .publicKey();
                                    }));
                }
                Set<VerifyKey> keys = new HashSet<>();
                for (Future<VerifyKey> one : asked) {
                    keys.add(one.get(10, TimeUnit.SECONDS));
                }
                assertEquals(1, keys.size(), "round " + round);
                assertEquals(List.of(fresh.resolve("sessions.key")), filesIn(fresh));
            }
        }
    }

    @Test
    void keyThatSomebodyPutThereIsTaken() throws IOException {
        SigningKey key = SigningKey.generate();
        Files.writeString(
                folder.resolve("sessions.key"), " " + HexFormat.of().formatHex(key.secret()));

        assertEquals(key.publicKey(), new KeyFolder(folder).key(KeyFolder.SESSIONS).publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "abc", "00ff", "not a key at all"})
    void fileThatHoldsNoKeyIsRefusedAndKept(String content) throws IOException {
        Path file = folder.resolve("sessions.key");
        Files.writeString(file, content);

        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyFolder(folder).key(KeyFolder.SESSIONS));
        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyFolder(folder).secret(KeyFolder.SESSIONS));
        assertEquals(content, Files.readString(file));
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "a file");
        KeyFolder keys = new KeyFolder(file.resolve("keys"));

        UncheckedIOException caught =
                assertThrows(UncheckedIOException.class, () -> keys.key(KeyFolder.SESSIONS));
        assertTrue(caught.getMessage().contains("sessions.key"), caught.getMessage());
    }

    @Test
    void whoVerifiesReadsThePublicHalfAndMakesNoKey() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        assertEquals(List.of(), keys.publicKeys(KeyFolder.OUTCOMES));
        assertEquals(List.of(), filesIn(folder));

        keys.publish(KeyFolder.OUTCOMES);
        VerifyKey known = keys.key(KeyFolder.OUTCOMES).publicKey();
        Files.delete(folder.resolve("outcomes.key"));

        assertEquals(List.of(known), keys.publicKeys(KeyFolder.OUTCOMES));
        assertEquals(List.of(folder.resolve("outcomes.pub")), filesIn(folder));
    }

    @Test
    void publicHalfFollowsAKeyThatWasReplacedAndIsElseLeftAlone() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        keys.publish(KeyFolder.OUTCOMES);
        VerifyKey first = keys.key(KeyFolder.OUTCOMES).publicKey();
        Object written = Files.readAttributes(folder.resolve("outcomes.pub"), "unix:ino");
        keys.publish(KeyFolder.OUTCOMES);
        assertEquals(written, Files.readAttributes(folder.resolve("outcomes.pub"), "unix:ino"));

        SigningKey next = SigningKey.generate();
        Files.writeString(folder.resolve("outcomes.key"), HexFormat.of().formatHex(next.secret()));
        keys.publish(KeyFolder.OUTCOMES);
        assertEquals(List.of(next.publicKey(), first), keys.publicKeys(KeyFolder.OUTCOMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "zz", "00ff", "not a key at all"})
    void publicHalfThatIsNoneIsRefused(String content) throws IOException {
        Files.writeString(folder.resolve("outcomes.pub"), content);

        KeyFolder keys = new KeyFolder(folder);
        assertThrows(IllegalArgumentException.class, () -> keys.publicKeys(KeyFolder.OUTCOMES));
    }

    @Test
    void keysThatWereReplacedStayKnownTheNewestFirst() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        List<VerifyKey> known = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            keys.publish(KeyFolder.VRF);
            known.addFirst(keys.key(KeyFolder.VRF).publicKey());
            Files.delete(folder.resolve("vrf.key"));
        }
        assertEquals(known, keys.publicKeys(KeyFolder.VRF));
    }

    @Test
    void keyThatIsTakenUpAgainIsThereOnceAndFirst() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        keys.publish(KeyFolder.VRF);
        VerifyKey first = keys.key(KeyFolder.VRF).publicKey();
        Files.move(folder.resolve("vrf.key"), folder.resolve("aside"));
        keys.publish(KeyFolder.VRF);
        VerifyKey second = keys.key(KeyFolder.VRF).publicKey();
        Files.move(
                folder.resolve("aside"),
                folder.resolve("vrf.key"),
                StandardCopyOption.REPLACE_EXISTING);
        keys.publish(KeyFolder.VRF);
        assertEquals(List.of(first, second), keys.publicKeys(KeyFolder.VRF));
    }

    @Test
    void noKeyIsForgottenInSilenceWhenThereAreTooMany() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < KeyFolder.PUBLISHED_MAX; i++) {
            byte[] key = SigningKey.generate().publicKey().bytes();
            lines.append(HexFormat.of().formatHex(key)).append('\n');
        }
        Files.writeString(folder.resolve("vrf.pub"), lines);

        assertThrows(IllegalStateException.class, () -> keys.publish(KeyFolder.VRF));
        assertEquals(lines.toString(), Files.readString(folder.resolve("vrf.pub")));
    }

    @Test
    void keyThatWasKeptWhenItWasReplacedIsFoundByItsId() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        SigningKey first = keys.key(KeyFolder.VRF);
        String keyId = first.publicKey().keyId();
        assertEquals(Optional.empty(), keys.retiredKey(KeyFolder.VRF, keyId));

        Files.move(folder.resolve("vrf.key"), folder.resolve("vrf-" + keyId + ".key"));
        assertArrayEquals(
                first.secret(), keys.retiredKey(KeyFolder.VRF, keyId).orElseThrow().secret());
        assertFalse(keys.key(KeyFolder.VRF).publicKey().equals(first.publicKey()));
        assertEquals(Optional.empty(), keys.retiredKey(KeyFolder.VRF, "../../etc/passwd"));

        Files.move(folder.resolve("vrf.key"), folder.resolve("vrf-" + "0".repeat(16) + ".key"));
        assertThrows(
                IllegalArgumentException.class,
                () -> keys.retiredKey(KeyFolder.VRF, "0".repeat(16)));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
