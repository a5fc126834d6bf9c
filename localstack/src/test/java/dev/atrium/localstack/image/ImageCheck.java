package dev.atrium.localstack.image;

import dev.atrium.localstack.store.FreePort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    private static final int WRONG_CALL = 2;

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
        String sbom = Images.sbom(name.replace(".tar", ""));
        promise(tree.has(sbom), name + " has " + sbom);
        return tree;
    }

    private void starts(ContainerTree tree) throws Exception {
        Path folder = Files.createDirectories(work.resolve("stores"));
        try (HostStores stores = new HostStores(folder)) {
            List<Long> times = new ArrayList<>();
            List<Long> without = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                times.add(startToReady(tree, stores, ""));
                without.add(startToReady(tree, stores, " -Xshare:off"));
            }
            long median = times.stream().sorted().toList().get(STARTS / 2);
            promise(
                    median < READY_MS_MAX,
                    "room-host is ready after %d ms (p50 of %s)".formatted(median, times));
            System.out.println("without archives of classes: " + without + " ms");
        }
    }

    private long startToReady(ContainerTree tree, HostStores stores, String flags)
            throws Exception {
        int port = FreePort.find();
        int operators = FreePort.find();
        Map<String, String> environment = stores.environment(ImageContents.HOME, port, operators);
        environment.merge("JDK_JAVA_OPTIONS", flags, String::concat);
        Path log = work.resolve("room-host-" + port + ".log");
        long start = System.nanoTime();
        Process process = tree.start(tree.entryPoint(), false, environment, log);
        try {
            stores.awaitReady(process, operators, log);
            long readyMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
            System.out.println(
                    "ready after %d ms, %d ms of processors%s"
                            .formatted(readyMs, cpu.toMillis(), flags));
            if (!flags.isEmpty()) {
                return readyMs;
            }
            promise(isHealthy(tree, port), "the health check's command, beside it");
            String maps = Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
            String mounts =
                    Files.readString(Path.of("/proc", Long.toString(process.pid()), "mountinfo"));
            promise(isReadOnly(mounts), "nothing but /tmp and /var/atrium can be written");
            promise(maps.contains(Images.CLASSES), "the archive of classes is used");
            promise(maps.contains("libnetty_transport_native_epoll"), "epoll is used");
            return readyMs;
        } finally {
            process.destroy();
            promise(process.waitFor(TIMEOUT_MS, TimeUnit.MILLISECONDS), "it ends on SIGTERM");
        }
    }

    /** Of its own mounts: the tree, and what lies in it. */
    private boolean isReadOnly(String mounts) {
        List<String[]> own =
                mounts.lines()
                        .map(line -> line.split(" ", -1))
                        .filter(parts -> parts[4].startsWith(work.toString()) || isOwn(parts[4]))
                        .toList();
        return !own.isEmpty()
                && own.stream()
                        .filter(parts -> !parts[4].matches("(.*)/(tmp|var/atrium|proc|dev)(/.*)?"))
                        .allMatch(parts -> parts[5].startsWith("ro"));
    }

    /** As who is locked in there sees it. */
    private static boolean isOwn(String place) {
        return place.equals("/");
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
