package dev.atrium.functions.coldstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.coldstart.FunctionProcess.Launch;
import dev.atrium.functions.coldstart.FunctionProcess.Layout;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.KeySource;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.Tokens;
import dev.atrium.keys.PlayedSecrets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** A packaged function whose keys are in Secrets Manager, and one whose keys are not. */
class KeysInSecretsIT {
    private static final String PREFIX = "atrium/test/";
    private static final String SECRETS_MANAGER = "software.amazon.awssdk.services.secretsmanager.";

    private static StartStage stage;

    @TempDir private Path folder;
    private final PlayedSecrets secrets = PlayedSecrets.start();
    private final SigningKey sessions = SigningKey.generate();

    @BeforeAll
    static void open() throws IOException {
        stage = StartStage.open(Path.of("target"));
    }

    @AfterAll
    static void closeStage() {
        stage.close();
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    /** As a deployment does; sign-up may read these alone, and writes nothing. */
    private void fill() {
        String published = HexFormat.of().formatHex(sessions.publicKey().bytes());
        secrets.store(PREFIX + "sessions", HexFormat.of().formatHex(sessions.secret()));
        secrets.store(PREFIX + "sessions.pub", published);
        byte[] puzzles = new KeyFolder(stage.keys()).secret(KeySource.PUZZLES);
        secrets.store(PREFIX + "puzzles", HexFormat.of().formatHex(puzzles));
        for (String purpose : List.of("sessions", "sessions.pub", "puzzles")) {
            secrets.deny("PutSecretValue", PREFIX + purpose);
        }
    }

    private Launch launch() {
        return stage.launch(Layout.MANAGED)
                .variable("ATRIUM_KEYS", "secretsmanager:atrium/test")
                .variable("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString());
    }

    private Launch logged(Launch launch) {
        return launch.with("-Xlog:class+load:file=" + classes());
    }

    private Path classes() {
        return folder.resolve("classes.log");
    }

    private List<String> loaded(String name) throws IOException {
        return Files.readAllLines(classes()).stream().filter(line -> line.contains(name)).toList();
    }

    private static String token(FunctionProcess process) throws Exception {
        return StartStage.body(process.api().invoke(stage.guest())).path("token").asText();
    }

    private void assertSignedHere(String token) {
        Tokens tokens = Tokens.trusting(List.of(sessions.publicKey()), InstantSource.system());
        assertInstanceOf(Tokens.Checked.Valid.class, tokens.session(token));
    }

    @Test
    void whereKeysAreInAFolderNoClassOfSecretsManagerIsLoaded() throws Exception {
        try (FunctionProcess process =
                stage.start(StartStage.GUEST, logged(stage.launch(Layout.MANAGED)))) {
            assertFalse(token(process).isEmpty());
        }

        assertNotEquals(List.of(), loaded("dev.atrium.identity.KeyFolder "));
        assertEquals(List.of(), loaded(SECRETS_MANAGER));
        assertEquals(List.of(), loaded("dev.atrium.keys.Secret"));
    }

    @Test
    void whereTheyAreSecretsTheyAreReadOnceAndNothingIsWritten() throws Exception {
        fill();
        try (FunctionProcess process = stage.start(StartStage.GUEST, logged(launch()))) {
            assertSignedHere(token(process));
            int requests = secrets.requests();
            assertSignedHere(token(process));
            assertEquals(requests, secrets.requests());
            assertEquals(
                    List.of(),
                    process.errors().stream()
                            .filter(line -> line.matches("\\{\"level\":\"(WARN|ERROR)\".*"))
                            .toList());
        }

        assertNotEquals(List.of(), loaded(SECRETS_MANAGER));
    }

    @Test
    void noneIsReadBeforeASnapshotAndAllAreAfterTheRestore() throws Exception {
        fill();
        Launch snapStart = launch().variable("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        try (FunctionProcess process = stage.start(StartStage.GUEST, snapStart)) {
            assertTrue(process.api().restorableAtNanos() > 0);
            assertEquals(0, secrets.requests());
            process.api().restore();
            assertSignedHere(token(process));
        }
    }

    @Test
    void whoComesWhileTheyCannotBeHadIsToldSoAndLaterServed() throws Exception {
        try (FunctionProcess process = stage.start(StartStage.GUEST, launch())) {
            String refused = process.api().invoke(stage.guest()).body();
            assertTrue(refused.contains("unavailable"), refused);
            assertFalse(refused.contains("secret"), refused);
            fill();
            assertSignedHere(token(process));
        }
    }
}
