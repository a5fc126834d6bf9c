package dev.atrium.localstack.image;

import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.localstack.store.LocalRedis;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The main of {@code room-host/image-check}: unpacks images, says what is in them, starts the room
 * host in its own files and the local stack in its own, and ends with 1 if a promise is broken:
 * {@code ImageCheck FOLDER}, where the images are. Root's.
 */
public final class ImageCheck {
    private static final long BYTES_MAX = 250_000_000;
    private static final long READY_MS_MAX = 5_000;
    private static final int STARTS = 5;
    private static final long TIMEOUT_MS = 60_000;
    private static final long SCENARIO_MS = 240_000;
    private static final long POLL_MS = 5;
    private static final int WRONG_CALL = 2;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path work;
    private boolean kept = true;

    private ImageCheck(Path work) {
        this.work = work;
    }

    /** Status 0 if all holds, 1 if not, 2 if it is called wrongly. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1 || !Files.exists(Path.of(arguments[0], "room-host.tar"))) {
            System.err.println("atrium: call ImageCheck FOLDER, with room-host.tar in it");
            System.exit(WRONG_CALL);
        }
        Path work = Files.createTempDirectory("atrium-image-check");
        ImageCheck check = new ImageCheck(work);
        try {
            ContainerTree host = check.contents(Path.of(arguments[0], "room-host.tar"));
            check.starts(host);
            if (Images.ARM) {
                System.out.println("no local-stack.tar: it is made on x86-64 alone");
            } else {
                check.scenario(check.contents(Path.of(arguments[0], "local-stack.tar")));
            }
        } finally {
            delete(work);
        }
        System.exit(check.kept ? 0 : 1);
    }

    private void promise(boolean holds, String what) {
        System.out.println((holds ? "holds:  " : "BROKEN: ") + what);
        kept &= holds;
    }

    private ContainerTree contents(Path tar) throws IOException {
        String name = tar.getFileName().toString();
        ContainerTree tree = ContainerTree.unpack(tar, work.resolve(name));
        tree.layers()
                .forEach((layer, bytes) -> System.out.println("layer " + layer + ", " + bytes));
        long sum = tree.layers().values().stream().mapToLong(Long::longValue).sum();
        promise(sum < BYTES_MAX, "%s has %d MB unpacked".formatted(name, sum / 1_000_000));
        long packed = Files.size(tar);
        promise(packed < BYTES_MAX, "%s is %d MB".formatted(name, packed / 1_000_000));
        promise(tree.user().equals(ImageContents.USER), name + " runs as " + tree.user());
        promise(tree.loose().isEmpty(), name + " has loose files: " + tree.loose());
        return tree;
    }

    private void starts(ContainerTree tree) throws Exception {
        Path folder = Files.createDirectories(work.resolve("stores"));
        int dynamoPort = FreePort.find();
        LocalAws aws = new LocalAws(LocalDynamo.uri(dynamoPort));
        try (LocalRedis redis = LocalRedis.start(folder);
                LocalDynamo _ = LocalDynamo.start(dynamoPort, Optional.empty());
                DynamoDbClient client = aws.dynamoDb()) {
            LocalDynamo.createTables(client, "atrium-");
            Map<String, String> environment = new HashMap<>(aws.environment());
            environment.put("ATRIUM_REDIS_URI", redis.uri().toString());
            environment.put("ATRIUM_GATEWAY_KEY", "a-key-for-checks-only");
            environment.put("ATRIUM_ARCHIVE", ImageContents.HOME + "/archive");
            environment.put("ATRIUM_KEYS", ImageContents.HOME + "/keys");
            environment.put("ATRIUM_DRAIN_MS", "0");
            environment.put("ATRIUM_REHEARSAL_MS", "0");
            // Of this machine the JVM sees all memory; a task has so much.
            environment.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=4g");
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                times.add(startToReady(tree, environment));
            }
            long median = times.stream().sorted().toList().get(STARTS / 2);
            promise(
                    median < READY_MS_MAX,
                    "room-host is ready after %d ms (p50 of %s)".formatted(median, times));
            environment.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=4g -Xshare:off");
            System.out.println(
                    "without class data sharing: " + startToReady(tree, environment) + " ms");
        }
    }

    private long startToReady(ContainerTree tree, Map<String, String> more) throws Exception {
        int port = FreePort.find();
        int operators = FreePort.find();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ATRIUM_PORT", Integer.toString(port));
        environment.put("ATRIUM_OPERATOR_PORT", Integer.toString(operators));
        environment.put("ATRIUM_DIRECT_URL", "ws://127.0.0.1:" + port + "/play");
        environment.put("ATRIUM_INTERNAL_URL", "http://127.0.0.1:" + port);
        Path log = work.resolve("room-host-" + port + ".log");
        long start = System.nanoTime();
        Process process = tree.start(tree.entryPoint(), false, environment, log);
        try {
            awaitReady(process, operators, log);
            long readyMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
            System.out.println(
                    "ready after %d ms, %d ms of processors".formatted(readyMs, cpu.toMillis()));
            promise(isHealthy(tree, port), "the health check's command, beside it");
            String maps = Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
            promise(maps.contains("libnetty_transport_native_epoll"), "epoll is used");
            return readyMs;
        } finally {
            process.destroy();
            promise(process.waitFor(TIMEOUT_MS, TimeUnit.MILLISECONDS), "it ends on SIGTERM");
        }
    }

    private boolean isHealthy(ContainerTree tree, int port) throws Exception {
        Path log = work.resolve("health.log");
        long start = System.nanoTime();
        Process process =
                tree.start(Images.healthCheck(Integer.toString(port)), false, Map.of(), log);
        boolean ended = process.waitFor(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        System.out.println("health check: " + ms + " ms " + Files.readString(log).strip());
        return ended && process.exitValue() == 0;
    }

    private void awaitReady(Process process, int operators, Path log) throws Exception {
        HttpRequest question =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operators + "/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (!isReady(question)) {
            if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException("it does not start: " + Files.readString(log));
            }
        }
    }

    private boolean isReady(HttpRequest question) throws InterruptedException {
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** A whole match through the public interface, of the local stack in its own files. */
    private void scenario(ContainerTree tree) throws Exception {
        List<String> command = new ArrayList<>(tree.entryPoint());
        command.addAll(List.of("--port", Integer.toString(FreePort.find()), "--speed", "20"));
        command.addAll(List.of("--scenario", "blitz"));
        Path log = work.resolve("local-stack.log");
        long start = System.nanoTime();
        Process process = tree.start(command, true, Map.of(), log);
        boolean ended = process.waitFor(SCENARIO_MS, TimeUnit.MILLISECONDS);
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        process.destroyForcibly();
        System.out.println(Files.readString(log).strip());
        promise(ended && process.exitValue() == 0, "local-stack plays a match in " + ms + " ms");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
