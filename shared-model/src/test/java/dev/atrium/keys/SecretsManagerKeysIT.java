package dev.atrium.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.identity.KeySource;
import dev.atrium.identity.KeyUnavailableException;
import dev.atrium.identity.SessionKeys;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.VerifyKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The real client against a server that speaks of Secrets Manager what keys use. */
class SecretsManagerKeysIT extends KeySourceContractTest {
    private static final String PREFIX = "atrium/test";
    private static final List<String> PURPOSES =
            List.of(
                    KeySource.SESSIONS,
                    KeySource.OUTCOMES,
                    KeySource.SEEDS,
                    KeySource.VRF,
                    KeySource.CURSORS,
                    KeySource.PUZZLES);
    private static final List<String> PUBLISHED =
            List.of(KeySource.SESSIONS, KeySource.OUTCOMES, KeySource.VRF);

    private PlayedSecrets secrets;

    /** As the deployment makes them: empty. */
    @BeforeEach
    void open() {
        secrets = PlayedSecrets.start();
        PURPOSES.forEach(purpose -> secrets.create(name(purpose)));
        PUBLISHED.forEach(purpose -> secrets.create(name(purpose) + ".pub"));
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    private static String name(String purpose) {
        return PREFIX + "/" + purpose;
    }

    private SecretsManagerKeys keys(SecretStore.Patience patience) {
        SecretStore store =
                new SecretStore(
                        SecretStore.client(patience)
                                .endpointOverride(secrets.endpoint())
                                .region(Region.EU_CENTRAL_1)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create("test", "t")))
                                .build());
        return new SecretsManagerKeys(store, PREFIX, clock);
    }

    @Override
    SecretsManagerKeys process() {
        return keys(SecretStore.Patience.USUAL);
    }

    @Override
    void make(String purpose) {
        var _ = process().fill(purpose);
    }

    @Override
    void replace(String purpose) {
        var _ = process().replace(purpose, PUBLISHED.contains(purpose));
    }

    @Override
    void storePresent(String purpose, String text) {
        secrets.store(name(purpose), text);
    }

    @Override
    void storePublic(String purpose, String text) {
        secrets.store(name(purpose) + ".pub", text);
    }

    @Override
    String publicText(String purpose) {
        return secrets.text(name(purpose) + ".pub");
    }

    private static String unavailable(Runnable action) {
        KeyUnavailableException e = assertThrows(KeyUnavailableException.class, action::run);
        assertEquals(e.getMessage(), e.getCause().getMessage(), "hosts show the deepest cause");
        assertEquals(null, e.getCause().getCause());
        assertEquals(1, e.getMessage().lines().count());
        return e.getMessage();
    }

    @Test
    void keyThatNobodyMadeIsMissingAndIsNotMadeByWhoAsks() {
        assertEquals(
                "no key is in the secret atrium/test/vrf (who deploys fills it)",
                unavailable(() -> process().key(KeySource.VRF)));
        unavailable(() -> process().secret(KeySource.VRF));
        unavailable(() -> process().retiredKey(KeySource.VRF, "0".repeat(16)));
        unavailable(() -> process().publish(KeySource.VRF));
        assertEquals("", secrets.text(name(KeySource.VRF)));
        assertEquals("", publicText(KeySource.VRF));

        KeySource waiting = process();
        unavailable(() -> waiting.key(KeySource.VRF));
        make(KeySource.VRF);
        assertArrayEquals(process().secret(KeySource.VRF), waiting.secret(KeySource.VRF));
    }

    @Test
    void secretThatIsNotThereAtAllIsNamed() {
        SecretsManagerKeys elsewhere =
                new SecretsManagerKeys(
                        new SecretStore(
                                SecretStore.client(SecretStore.Patience.USUAL)
                                        .endpointOverride(secrets.endpoint())
                                        .region(Region.EU_CENTRAL_1)
                                        .credentialsProvider(
                                                StaticCredentialsProvider.create(
                                                        AwsBasicCredentials.create("test", "t")))
                                        .build()),
                        "another",
                        clock);

        unavailable(() -> elsewhere.key(KeySource.VRF));
        assertEquals(List.of(), elsewhere.publicKeys(KeySource.VRF));
        assertEquals(
                "there is no secret another/vrf (who deploys makes it)",
                unavailable(() -> elsewhere.fill(KeySource.VRF)));
    }

    @Test
    void whoMayReadThePublicHalfAloneVerifies() {
        make(KeySource.OUTCOMES);
        process().publish(KeySource.OUTCOMES);
        VerifyKey key = process().key(KeySource.OUTCOMES).publicKey();
        secrets.deny("GetSecretValue", name(KeySource.OUTCOMES));

        assertEquals(List.of(key), process().publicKeys(KeySource.OUTCOMES));
        assertEquals(
                "the secret atrium/test/outcomes cannot be read: AccessDeniedException, status 400",
                unavailable(() -> process().key(KeySource.OUTCOMES)));
    }

    @Test
    void whoMayNotWriteUsesWhatIsPublishedAlready() {
        make(KeySource.OUTCOMES);
        secrets.deny("PutSecretValue", name(KeySource.OUTCOMES) + ".pub");
        assertEquals(
                "the secret atrium/test/outcomes.pub cannot be written: AccessDeniedException,"
                        + " status 400",
                unavailable(() -> process().publish(KeySource.OUTCOMES)));

        String hex = hex(process().key(KeySource.OUTCOMES).publicKey().bytes());
        storePublic(KeySource.OUTCOMES, hex);
        process().publish(KeySource.OUTCOMES);
        assertEquals(hex, publicText(KeySource.OUTCOMES));
    }

    @Test
    void whatFailsForAMomentIsTriedAgainAndWhatFailsOnIsUnavailable() {
        make(KeySource.SESSIONS);
        secrets.fail(1);
        var _ = process().key(KeySource.SESSIONS);

        secrets.fail(Integer.MAX_VALUE);
        assertEquals(
                "the secret atrium/test/sessions cannot be read: InternalServiceError, status 500",
                unavailable(() -> process().key(KeySource.SESSIONS)));
        unavailable(() -> process().publicKeys(KeySource.SESSIONS));
    }

    @Test
    void serverThatSaysNothingIsNotWaitedForLongerThanACallMayTake() {
        secrets.fallSilent();
        Duration most = Duration.ofMillis(400);
        KeySource keys = keys(new SecretStore.Patience(most, most));

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    unavailable(() -> keys.key(KeySource.SESSIONS));
                    unavailable(() -> keys.publicKeys(KeySource.SESSIONS));
                });
        assertEquals(Duration.ofSeconds(2), SecretStore.Patience.USUAL.connect());
        assertEquals(Duration.ofSeconds(5), SecretStore.Patience.USUAL.call());
    }

    @Test
    void privateHalfIsReadOnceAndThePublicOneOnceASecond() {
        make(KeySource.SESSIONS);
        process().publish(KeySource.SESSIONS);
        KeySource keys = process();
        int before = secrets.requests();

        for (int i = 0; i < 3; i++) {
            var _ = keys.key(KeySource.SESSIONS);
            var _ = keys.publicKeys(KeySource.SESSIONS);
        }
        assertEquals(2, secrets.requests() - before);
        now = now.plus(SecretsManagerKeys.READ_EVERY);
        for (int i = 0; i < 3; i++) {
            var _ = keys.key(KeySource.SESSIONS);
            var _ = keys.publicKeys(KeySource.SESSIONS);
        }
        assertEquals(3, secrets.requests() - before);
    }

    @Test
    void whoHasVerifiedGoesOnWhileNothingCanBeRead() {
        make(KeySource.SESSIONS);
        process().publish(KeySource.SESSIONS);
        SessionKeys trusted = new SessionKeys(process(), clock);
        List<VerifyKey> known = trusted.keys();

        secrets.deny("GetSecretValue", name(KeySource.SESSIONS) + ".pub");
        now = now.plus(Duration.ofMinutes(1));

        assertEquals(known, trusted.keys());
        assertThrows(KeyUnavailableException.class, () -> new SessionKeys(process(), clock).keys());
    }

    @Test
    void whoLooksElsewhereIsToldWhatWasSeenBeforeAndNeverWaits() throws Exception {
        make(KeySource.SESSIONS);
        process().publish(KeySource.SESSIONS);
        CountDownLatch looks = new CountDownLatch(1);
        try (ExecutorService looker = Executors.newSingleThreadExecutor()) {
            SessionKeys trusted =
                    new SessionKeys(
                            process(),
                            clock,
                            look ->
                                    looker.execute(
                                            () -> {
                                                look.run();
                                                looks.countDown();
                                            }));
            List<VerifyKey> before = trusted.keys();
            replace(KeySource.SESSIONS);
            VerifyKey after = process().key(KeySource.SESSIONS).publicKey();
            now = now.plus(Duration.ofSeconds(1));
            Future<?> busy = looker.submit(() -> new CountDownLatch(1).await(1, TimeUnit.SECONDS));

            assertTrue(trusted.find(after.keyId()).isEmpty());
            assertEquals(before, trusted.keys());
            assertTrue(looks.await(10, TimeUnit.SECONDS));
            assertFalse((Boolean) busy.get());
            assertEquals(after, trusted.find(after.keyId()).orElseThrow());
        }
    }

    @Test
    void whoWasStartedBeforeAReplacementFindsTheNewKeyByItsId() {
        make(KeySource.VRF);
        KeySource older = process();
        SigningKey before = older.key(KeySource.VRF);
        replace(KeySource.VRF);
        SigningKey next = process().key(KeySource.VRF);
        String keyId = next.publicKey().keyId();
        assertTrue(older.retiredKey(KeySource.VRF, keyId).isEmpty(), "it has just looked");

        now = now.plus(SecretsManagerKeys.READ_EVERY);

        assertArrayEquals(
                next.secret(), older.retiredKey(KeySource.VRF, keyId).orElseThrow().secret());
        assertFalse(before.publicKey().equals(next.publicKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a key at all", "5ec4e7", "zz5ec4e7"})
    void errorShowsNothingOfASecretThatIsNoKey(String content) {
        storePresent(KeySource.SEEDS, content);

        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> process().key(KeySource.SEEDS));
        assertEquals("the secret atrium/test/seeds holds no key", e.getMessage());
        assertEquals(null, e.getCause());
    }

    @Test
    void ofThoseWhoReplaceAtOnceEachIsWholeOrRefused() throws Exception {
        make(KeySource.VRF);
        process().publish(KeySource.VRF);
        int operators = 8;
        CyclicBarrier start = new CyclicBarrier(operators);
        Callable<Boolean> replacing =
                () -> {
                    SecretsManagerKeys keys = process();
                    start.await(10, TimeUnit.SECONDS);
                    try {
                        var _ = keys.replace(KeySource.VRF, true);
                        return true;
                    } catch (KeyUnavailableException e) {
                        assertTrue(e.getMessage().startsWith("somebody else changes the secret "));
                        return false;
                    }
                };
        int replaced = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(operators)) {
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < operators; i++) {
                asked.add(threads.submit(replacing));
            }
            for (Future<Boolean> one : asked) {
                replaced += one.get(30, TimeUnit.SECONDS) ? 1 : 0;
            }
        }

        assertTrue(replaced >= 1);
        List<String> lines = secrets.text(name(KeySource.VRF)).lines().toList();
        assertEquals(replaced + 1, lines.size(), "no key is lost, and none is there by half");
        List<VerifyKey> known = process().publicKeys(KeySource.VRF);
        for (String line : lines) {
            VerifyKey half = SigningKey.of(java.util.HexFormat.of().parseHex(line)).publicKey();
            assertTrue(known.contains(half), "what signs is published");
        }
    }

    @Test
    void toolFillsWhatIsEmptyOnceAndReplacesWhatItIsTold() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertEquals(0, tool(out, err, "fill"));
        String first = out.toString(UTF_8);
        assertEquals(6, first.lines().filter(line -> line.endsWith(" made")).count());
        out.reset();
        assertEquals(0, tool(out, err, "fill"));
        assertEquals(first.replace(" made", " was there"), out.toString(UTF_8));
        for (String purpose : PUBLISHED) {
            assertEquals(
                    List.of(process().key(purpose).publicKey()), process().publicKeys(purpose));
        }
        String before = process().key(KeySource.SESSIONS).publicKey().keyId();
        assertEquals(0, tool(out, err, "replace", KeySource.SESSIONS));
        assertEquals(before, process().publicKeys(KeySource.SESSIONS).getLast().keyId());
        assertEquals(
                process().key(KeySource.SESSIONS).publicKey(),
                process().publicKeys(KeySource.SESSIONS).getFirst());
        assertEquals("", err.toString(UTF_8));
        for (String purpose : PURPOSES) {
            secrets.text(name(purpose))
                    .lines()
                    .forEach(secret -> assertFalse((first + out).contains(secret)));
        }
    }

    private int tool(ByteArrayOutputStream out, ByteArrayOutputStream err, String... command) {
        return new KeyTool(process(), new PrintStream(out, true, UTF_8))
                .run(List.of(command), new PrintStream(err, true, UTF_8));
    }

    @Test
    void toolSaysWhatIsWrong() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(2, tool(out, err));
        assertEquals(2, tool(out, err, "replace"));
        assertEquals(2, tool(out, err, "replace", "seeds"));
        assertEquals(2, tool(out, err, "replace", "keys"));
        assertEquals(2, tool(out, err, "fill", "sessions"));
        assertTrue(err.toString(UTF_8).startsWith("usage: keys PREFIX COMMAND"));
        err.reset();
        assertEquals(1, tool(out, err, "replace", "vrf"));
        assertEquals(
                "atrium: no key is in the secret atrium/test/vrf (who deploys fills it)\n",
                err.toString(UTF_8));
        err.reset();
        PrintStream errors = new PrintStream(err, true, UTF_8);
        assertEquals(2, KeyTool.run(new String[] {"a b", "fill"}, errors, errors));
        assertEquals(
                "atrium: PREFIX=a b (allowed: a prefix such as atrium/live)\n",
                err.toString(UTF_8));
        assertEquals(2, KeyTool.run(new String[0], errors, errors));
        assertEquals("", out.toString(UTF_8));
    }
}
