package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.identity.KeySource;
import dev.atrium.identity.SigningKey;
import dev.atrium.keys.PlayedSecrets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A host whose keys are in Secrets Manager, with the rights that cdk/docs gives it. */
class SecretKeysProcessIT {
    private static final long START_S = 40;
    private static final long STOP_S = 20;
    private static final String PREFIX = "atrium/test/";

    @TempDir private Path folder;
    private final PlayedSecrets secrets = PlayedSecrets.start();
    private Operators operators;

    @BeforeEach
    void open() throws IOException {
        operators = new Operators(LocalStores.freePort());
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    private Process start() throws IOException {
        return HostProcess.start(
                folder,
                log(),
                operators.port(),
                Map.of(
                        "ATRIUM_KEYS",
                        "secretsmanager:atrium/test",
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        secrets.endpoint().toString()));
    }

    private Path log() {
        return folder.resolve("log");
    }

    private SigningKey stored(String purpose) {
        SigningKey key = SigningKey.generate();
        secrets.store(PREFIX + purpose, HexFormat.of().formatHex(key.secret()));
        return key;
    }

    private static String hex(SigningKey key) {
        return HexFormat.of().formatHex(key.publicKey().bytes());
    }

    /** A host may read these, and write none. */
    private void asDeployed() {
        for (String purpose : List.of("sessions", "vrf", "cursors", "puzzles")) {
            secrets.deny("GetSecretValue", PREFIX + purpose);
        }
        for (String purpose : List.of("sessions", "outcomes", "vrf")) {
            secrets.deny("PutSecretValue", PREFIX + purpose);
            secrets.deny("PutSecretValue", PREFIX + purpose + ".pub");
        }
        secrets.store(PREFIX + "sessions.pub", hex(SigningKey.generate()));
    }

    @Test
    void hostStartsWithTheRightsThatItNeedsAndShowsNoSecret() throws Exception {
        asDeployed();
        SigningKey seeds = stored(KeySource.SEEDS);
        SigningKey outcomes = stored(KeySource.OUTCOMES);
        secrets.store(PREFIX + "outcomes.pub", hex(outcomes));
        Process host = start();
        try {
            operators.awaitReady(START_S);
        } finally {
            host.destroy();
            assertTrue(host.waitFor(STOP_S, TimeUnit.SECONDS), "it does not end");
        }

        String log = Files.readString(log());
        assertFalse(log.contains("cannot be"), log);
        for (SigningKey key : List.of(seeds, outcomes)) {
            assertFalse(log.contains(HexFormat.of().formatHex(key.secret())));
        }
        assertFalse(Files.exists(folder.resolve("keys")));
    }

    @Test
    void keyThatNobodyMadeIsToldInOneLine() throws Exception {
        asDeployed();
        var _ = stored(KeySource.OUTCOMES);
        secrets.create(PREFIX + KeySource.SEEDS);

        Process host = start();

        assertTrue(host.waitFor(START_S, TimeUnit.SECONDS));
        assertEquals(1, host.exitValue());
        List<String> told =
                Files.readAllLines(log()).stream()
                        .filter(line -> line.startsWith("atrium room-host: "))
                        .toList();
        assertEquals(
                List.of(
                        "atrium room-host: no key is in the secret atrium/test/seeds"
                                + " (who deploys fills it)"),
                told);
    }
}
