package dev.atrium.functions.coldstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.coldstart.FunctionProcess.Layout;
import dev.atrium.functions.coldstart.Starts.Start;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What the build packages starts under Lambda's own runtime client; figures: cold-start.md. */
class ColdStartIT {
    /** Of processor time, for the wall clock says how busy the machine is; a fifth is usual. */
    private static final long CPU_MS_MAX = 15_000;

    /** Lambda takes 50 MB by itself and up to 250 MB unpacked; half of it is room to grow. */
    private static final long UPLOAD_BYTES_MAX = 40L << 20;

    private static final long UNPACKED_BYTES_MAX = 125L << 20;

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
                stage.functions().libraries().stream()
                        .map(jar -> jar.getFileName().toString())
                        .toList();
        List<String> forbidden =
                names.stream()
                        .filter(name -> FORBIDDEN.stream().anyMatch(name::startsWith))
                        .toList();
        Path jar = stage.functions().jar();
        long bytes = Files.size(jar);
        long upload = deflatedBytes(jar);

        assertEquals(List.of(), forbidden);
        assertTrue(bytes <= UNPACKED_BYTES_MAX, bytes + " bytes: " + names);
        assertTrue(upload <= UPLOAD_BYTES_MAX, upload + " bytes to upload: " + names);
    }

    private static long deflatedBytes(Path file) throws IOException {
        CountingSink sink = new CountingSink();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(sink)) {
            Files.copy(file, deflater);
        }
        return sink.bytes;
    }

    private static final class CountingSink extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }

    @Test
    void theOneJarHasEveryClassOfItsLibrariesUnchangedAndUncompressed() throws IOException {
        try (ZipFile whole = new ZipFile(stage.functions().jar().toFile())) {
            List<String> compressed =
                    whole.stream()
                            .filter(entry -> entry.getMethod() != ZipEntry.STORED)
                            .map(ZipEntry::getName)
                            .toList();
            assertEquals(List.of(), compressed);
            int classes = 0;
            for (Path library : stage.functions().libraries()) {
                try (ZipFile part = new ZipFile(library.toFile())) {
                    for (ZipEntry entry : part.stream().filter(ColdStartIT::isClass).toList()) {
                        ZipEntry packaged = whole.getEntry(entry.getName());
                        assertTrue(
                                packaged != null && packaged.getCrc() == entry.getCrc(),
                                library.getFileName() + ": " + entry.getName());
                        classes++;
                    }
                }
            }
            assertEquals(classes, whole.stream().filter(ColdStartIT::isClass).count());
        }
    }

    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
    }

    @Test
    void theOneJarOffersEveryServiceOfItsLibraries() throws IOException {
        try (ZipFile whole = new ZipFile(stage.functions().jar().toFile())) {
            int providers = 0;
            for (Path library : stage.functions().libraries()) {
                try (ZipFile part = new ZipFile(library.toFile())) {
                    for (ZipEntry entry : part.stream().filter(ColdStartIT::isService).toList()) {
                        List<String> offered = lines(whole, whole.getEntry(entry.getName()));
                        assertTrue(
                                offered.containsAll(lines(part, entry)),
                                library.getFileName() + ": " + entry.getName());
                        providers++;
                    }
                }
            }
            assertTrue(providers > 10, providers + " files of services");
        }
    }

    private static boolean isService(ZipEntry entry) {
        return entry.getName().matches("META-INF/services/.+");
    }

    private static List<String> lines(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    @Test
    void noJarIsThereInTwoVersions() {
        List<String> artifacts =
                stage.functions().libraries().stream()
                        .map(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                        .toList();

        assertEquals(artifacts.stream().distinct().toList(), artifacts);
    }
}
