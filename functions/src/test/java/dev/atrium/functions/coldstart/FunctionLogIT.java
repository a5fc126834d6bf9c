package dev.atrium.functions.coldstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.coldstart.FunctionProcess.Launch;
import dev.atrium.functions.coldstart.FunctionProcess.Layout;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** What a packaged function logs is where Lambda takes it from. */
class FunctionLogIT {
    private static final String PROVIDER = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    private static final String SETTLEMENT = "dev.atrium.functions.settle.SettlementHandler";

    private static StartStage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = StartStage.open(Path.of("target"));
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    /** Nobody listens on that port. */
    private static Launch withoutRedis() {
        return stage.launch(Layout.MANAGED).variable("ATRIUM_REDIS_URI", "redis://127.0.0.1:1");
    }

    @Test
    void whatFailsIsOnStandardErrorInALineWithItsLevel() throws Exception {
        try (FunctionProcess function = stage.start(StartStage.GUEST, withoutRedis())) {
            RuntimeApi.Answer answer = function.api().invoke(stage.guest());
            assertTrue(answer.body().contains("unavailable"), answer.body());

            List<String> errors = function.errors();
            assertTrue(
                    errors.stream().anyMatch(line -> line.startsWith("ERROR HttpEdge - ")),
                    errors.toString());
            assertTrue(
                    errors.stream().noneMatch(line -> line.contains("SLF4J")), errors.toString());
        }
    }

    /** An outcome, where no key of outcomes is published. */
    private static String outcome() {
        return """
        {"Records": [{"eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb":
          {"SequenceNumber": "1", "NewImage": {"roomId": {"S": "%s"}}}}]}
        """
                .formatted("0a".repeat(16));
    }

    @Test
    void aWarningIsThereToo() throws Exception {
        Launch launch = stage.launch(Layout.MANAGED);
        try (FunctionProcess function = stage.start(SETTLEMENT, launch)) {
            RuntimeApi.Answer answer = function.api().invoke(outcome());
            assertTrue(answer.body().contains("\"itemIdentifier\":\"1\""), answer.body());

            List<String> errors = function.errors();
            assertTrue(
                    errors.stream().anyMatch(line -> line.startsWith("WARN Settler - room 0a0a")),
                    errors.toString());
        }
    }

    @Test
    void thereIsOneWayToLogAndItIsOfTheVersionOfItsApi() throws IOException {
        List<Path> jars = stage.functions().libraries();
        int providers = 0;
        for (Path jar : jars) {
            try (JarFile open = new JarFile(jar.toFile())) {
                providers += open.getEntry(PROVIDER) == null ? 0 : 1;
            }
        }
        assertEquals(1, providers);
        List<String> slf4j =
                jars.stream()
                        .map(jar -> jar.getFileName().toString())
                        .filter(name -> name.startsWith("slf4j-"))
                        .toList();
        String version = slf4j.getFirst().replace("slf4j-api", "");
        assertEquals(List.of("slf4j-api" + version, "slf4j-simple" + version), slf4j);
    }
}
