package dev.atrium.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.identity.KeySource;
import dev.atrium.identity.SessionKeys;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.VerifyKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

/** What every source of keys must do, whatever is behind it. */
abstract class KeySourceContractTest {
    Instant now = Instant.parse("2026-11-23T09:00:00Z");
    final InstantSource clock = () -> now;

    /** The keys as a process that was just started sees them; all see the same ones. */
    abstract KeySource process();

    /** Has the first key of a purpose made, as a deployment does; others may be doing the same. */
    abstract void make(String purpose);

    /** Replaces the key of a purpose, as operators do. */
    abstract void replace(String purpose) throws IOException;

    /** What the present key's and the ones' behind it is, as text. */
    abstract void storePresent(String purpose, String text) throws IOException;

    abstract void storePublic(String purpose, String text) throws IOException;

    abstract String publicText(String purpose) throws IOException;

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private SigningKey made(String purpose) {
        make(purpose);
        return process().key(purpose);
    }

    @Test
    void everyProcessHasTheSameKey() {
        SigningKey first = made(KeySource.SESSIONS);

        assertArrayEquals(first.secret(), process().key(KeySource.SESSIONS).secret());
        assertArrayEquals(first.secret(), process().secret(KeySource.SESSIONS));
    }

    @Test
    void everyPurposeHasAKeyOfItsOwn() {
        assertFalse(
                made(KeySource.SESSIONS).publicKey().equals(made(KeySource.OUTCOMES).publicKey()));
    }

    @Test
    void keyThatSomebodyPutThereIsTaken() throws IOException {
        SigningKey key = SigningKey.generate();
        storePresent(KeySource.VRF, " " + hex(key.secret()).toUpperCase(java.util.Locale.ROOT));

        assertArrayEquals(key.secret(), process().secret(KeySource.VRF));
    }

    @Test
    void whoVerifiesReadsWhatWasPublished() {
        SigningKey key = made(KeySource.OUTCOMES);
        byte[] message = {1, 2, 3};

        process().publish(KeySource.OUTCOMES);

        List<VerifyKey> known = process().publicKeys(KeySource.OUTCOMES);
        assertEquals(List.of(key.publicKey()), known);
        assertTrue(known.getFirst().verifies(message, key.sign(message)));
        assertEquals(List.of(), process().publicKeys(KeySource.VRF));
    }

    @Test
    void publishedAgainItIsTheSame() throws IOException {
        make(KeySource.OUTCOMES);
        process().publish(KeySource.OUTCOMES);
        String text = publicText(KeySource.OUTCOMES);

        process().publish(KeySource.OUTCOMES);

        assertEquals(text, publicText(KeySource.OUTCOMES));
    }

    @Test
    void replacedKeysStayKnownTheNewestFirst() throws IOException {
        List<SigningKey> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (i > 0) {
                replace(KeySource.VRF);
            }
            all.addFirst(made(KeySource.VRF));
            process().publish(KeySource.VRF);
        }

        KeySource keys = process();
        assertEquals(
                all.stream().map(SigningKey::publicKey).toList(), keys.publicKeys(KeySource.VRF));
        assertEquals(3, new HashSet<>(keys.publicKeys(KeySource.VRF)).size());
        for (SigningKey old : all.subList(1, 3)) {
            assertArrayEquals(
                    old.secret(),
                    keys.retiredKey(KeySource.VRF, old.publicKey().keyId()).orElseThrow().secret());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000000000000000", "../../etc/passwd", "vrf"})
    void keyThatWasNeverThereIsNone(String keyId) {
        make(KeySource.VRF);

        assertEquals(Optional.empty(), process().retiredKey(KeySource.VRF, keyId));
    }

    @Test
    void presentKeyIsNotARetiredOne() {
        String keyId = made(KeySource.VRF).publicKey().keyId();

        assertEquals(Optional.empty(), process().retiredKey(KeySource.VRF, keyId));
    }

    @Test
    void keyThatIsTakenUpAgainIsPublishedOnceAndFirst() throws IOException {
        SigningKey first = made(KeySource.VRF);
        process().publish(KeySource.VRF);
        replace(KeySource.VRF);
        SigningKey second = made(KeySource.VRF);
        process().publish(KeySource.VRF);

        storePresent(KeySource.VRF, hex(first.secret()));
        process().publish(KeySource.VRF);

        assertEquals(
                List.of(first.publicKey(), second.publicKey()),
                process().publicKeys(KeySource.VRF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "zz", "abc", "00ff", "not a key at all"})
    void whatIsNoKeyIsRefused(String text) throws IOException {
        storePresent(KeySource.SESSIONS, text);
        storePublic(KeySource.SESSIONS, text);
        KeySource keys = process();

        for (int i = 0; i < 2; i++) {
            refused(() -> keys.key(KeySource.SESSIONS));
            refused(() -> keys.secret(KeySource.SESSIONS));
            refused(() -> keys.publicKeys(KeySource.SESSIONS));
            refused(() -> keys.publish(KeySource.SESSIONS));
        }
        assertEquals(text, publicText(KeySource.SESSIONS));
    }

    private static void refused(Runnable action) {
        assertThrows(IllegalArgumentException.class, action::run);
    }

    @Test
    void pointOfSmallOrderIsNoPublicKey() throws IOException {
        storePublic(KeySource.SESSIONS, "01" + "00".repeat(31));

        assertThrows(
                IllegalArgumentException.class, () -> process().publicKeys(KeySource.SESSIONS));
    }

    @Test
    void aHundredPublicKeysAreKnownAndNoneIsForgottenInSilence() throws IOException {
        StringBuilder lines = new StringBuilder();
        List<VerifyKey> others = new ArrayList<>();
        for (int i = 1; i < KeySource.PUBLISHED_MAX; i++) {
            others.add(SigningKey.generate().publicKey());
            lines.append(hex(others.getLast().bytes())).append('\n');
        }
        storePublic(KeySource.VRF, lines.toString());
        SigningKey key = made(KeySource.VRF);
        process().publish(KeySource.VRF);
        others.addFirst(key.publicKey());
        assertEquals(others, process().publicKeys(KeySource.VRF));
        assertEquals(KeySource.PUBLISHED_MAX, others.size());

        String full = publicText(KeySource.VRF);
        storePresent(KeySource.VRF, hex(SigningKey.generate().secret()));
        assertThrows(IllegalStateException.class, () -> process().publish(KeySource.VRF));
        assertEquals(full, publicText(KeySource.VRF));
    }

    @Test
    void processesThatStartAtOnceHaveTheSameKeyAndPublishItOnce() throws Exception {
        int processes = 8;
        CyclicBarrier start = new CyclicBarrier(processes);
        try (ExecutorService threads = Executors.newFixedThreadPool(processes)) {
            List<Future<VerifyKey>> asked = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                asked.add(
                        threads.submit(
                                () -> {
                                    KeySource keys = process();
                                    start.await(10, TimeUnit.SECONDS);
                                    make(KeySource.OUTCOMES);
                                    keys.publish(KeySource.OUTCOMES);
                                    return keys.key(KeySource.OUTCOMES).publicKey();
                                }));
            }
            Set<VerifyKey> all = new HashSet<>();
            for (Future<VerifyKey> one : asked) {
                all.add(one.get(30, TimeUnit.SECONDS));
            }
            assertEquals(1, all.size());
            assertEquals(List.copyOf(all), process().publicKeys(KeySource.OUTCOMES));
        }
    }

    @Test
    void whoVerifiesSessionsFeelsARotationAndAWithdrawalWithoutAStart() throws IOException {
        VerifyKey before = made(KeySource.SESSIONS).publicKey();
        process().publish(KeySource.SESSIONS);
        SessionKeys trusted = new SessionKeys(process(), clock);
        assertEquals(List.of(before), trusted.keys());

        replace(KeySource.SESSIONS);
        VerifyKey after = made(KeySource.SESSIONS).publicKey();
        process().publish(KeySource.SESSIONS);
        assertEquals(Optional.empty(), trusted.find(after.keyId()), "it has just looked");
        now = now.plus(Duration.ofSeconds(1));
        assertEquals(Optional.of(after), trusted.find(after.keyId()));
        assertEquals(List.of(after, before), trusted.keys());

        storePublic(KeySource.SESSIONS, hex(after.bytes()) + "\n");
        now = now.plus(Duration.ofSeconds(10));
        assertEquals(List.of(after), trusted.keys());
    }

    @Test
    void noSecretIsInAText() {
        SigningKey key = made(KeySource.SESSIONS);
        KeySource keys = process();
        keys.publish(KeySource.SESSIONS);

        assertFalse((keys + " " + key).contains(hex(key.secret())));
    }
}
