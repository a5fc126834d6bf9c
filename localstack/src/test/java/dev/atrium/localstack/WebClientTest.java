package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The web client's own tests, which Node.js runs beside those of Java. */
class WebClientTest {
    private static final long TIMEOUT_S = 120;

    @Test
    @Timeout(value = TIMEOUT_S, unit = TimeUnit.SECONDS)
    void allOfThemPass() throws IOException, InterruptedException {
        Process tests =
                new ProcessBuilder(Path.of("web", "test", "all").toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            String said = new String(tests.getInputStream().readAllBytes(), UTF_8);

            assertEquals(0, tests.waitFor(), said);
        } finally {
            tests.destroyForcibly();
        }
    }
}
