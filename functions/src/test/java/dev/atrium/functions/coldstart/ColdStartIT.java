package dev.atrium.functions.coldstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.coldstart.FunctionProcess.Layout;
import dev.atrium.functions.coldstart.Starts.Start;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the build packages starts under Lambda's own runtime client; figures: cold-start.md. */
class ColdStartIT {
    /** Of processor time, for the wall clock says how busy the machine is; a fifth is usual. */
    private static final long CPU_MS_MAX = 15_000;

    private static final long PACKAGE_BYTES_MAX = 40L << 20;

    /** What functions never call, and what only a room host or a test needs. */
    private static final List<String> FORBIDDEN =
            List.of(
                    "netty-nio-client",
                    "apache-client",
                    "apache5-client",
                    "httpclient",
                    "aws-crt",
                    "netty-codec-http",
                    "netty-transport-native-epoll",
                    "kotlin",
                    "ion-java",
                    "jackson-dataformat-cbor",
                    "micronaut",
                    "logback",
                    "DynamoDBLocal",
                    "embedded-redis",
                    "jetty",
                    "sqlite",
                    "junit",
                    "error_prone",
                    "bcpkix",
                    "tink");

    private static StartStage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = StartStage.open(Path.of("target"));
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void aFunctionThatIsStartedAnswers() throws IOException, InterruptedException {
        Starts starts = Starts.measure(stage, stage.launch(Layout.MANAGED), 2);

        assertEquals(2, starts.all().size());
        assertTrue(starts.middle(Start::cpuMs) < CPU_MS_MAX, starts.toString());
    }

    @Test
    void aFunctionWhoseRuntimeCallsItsHooksAnswersAfterTheRestore()
            throws IOException, InterruptedException {
        Starts restored = Starts.measureRestored(stage, stage.launch(Layout.MANAGED), 1);

        assertTrue(restored.middle(Start::cpuMs) < CPU_MS_MAX, restored.toString());
    }

    @Test
    void thePackageHoldsWhatFunctionsCallAndLittleElse() throws IOException {
        List<String> names =
                stage.functions().jars().stream().map(jar -> jar.getFileName().toString()).toList();
        List<String> forbidden =
                names.stream()
                        .filter(name -> FORBIDDEN.stream().anyMatch(name::startsWith))
                        .toList();
        long bytes = 0;
        for (Path jar : stage.functions().jars()) {
            bytes += Files.size(jar);
        }

        assertEquals(List.of(), forbidden);
        assertTrue(names.contains("functions-0.1.0.jar"), names.toString());
        assertTrue(bytes <= PACKAGE_BYTES_MAX, bytes + " bytes: " + names);
    }

    @Test
    void noJarIsThereInTwoVersions() {
        List<String> artifacts =
                stage.functions().jars().stream()
                        .map(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                        .toList();

        assertEquals(artifacts.stream().distinct().toList(), artifacts);
    }
}
