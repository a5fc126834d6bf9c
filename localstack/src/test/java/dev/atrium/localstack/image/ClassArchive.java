package dev.atrium.localstack.image;

import dev.atrium.localstack.store.FreePort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The room host's classes and the JDK's as they are in memory, so that a start reads and verifies
 * none of them. Which they are is learnt from a start. The JVM takes the archive only with the
 * class path that it was made with, files as old and as long as then, and with the same collector.
 */
final class ClassArchive {
    private static final long ENDS_S = 30;

    /** Who starts: {@code dev.atrium.host.RoomHost}, as the image does. */
    private final String main;

    private final Path java;
    private final List<String> flags;

    /**
     * For a runtime.
     *
     * @param runtime which the image has
     * @param flags of the JVM that decide how objects lie in memory
     * @param main the main class
     */
    ClassArchive(Path runtime, List<String> flags, String main) {
        this.java = runtime.resolve("bin/java");
        this.flags = flags;
        this.main = main;
    }

    /**
     * Makes one.
     *
     * @param jars of the class path, by their places in the image
     * @param work a folder for all that is needed on the way; must exist
     * @return where it is
     * @throws IllegalStateException if the host does not start, or the JVM writes none
     */
    Path make(Map<String, Path> jars, Path work) throws IOException {
        Path tree = work.resolve("class-archive");
        String classPath = staged(jars, tree);
        Path classes = tree.resolve("classes.list");
        Path archive = tree.resolve("room-host.jsa");
        try {
            learn(classPath, classes, tree);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        List<String> dump = command();
        dump.addAll(
                List.of(
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        classPath));
        String said = JavaRuntime.output(dump);
        if (!Files.exists(archive)) {
            throw new IllegalStateException("there is no archive of classes: " + said);
        }
        return archive;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        return command;
    }

    /** As they will lie in the image, below a folder: only what is before all of them differs. */
    private static String staged(Map<String, Path> jars, Path tree) throws IOException {
        Collection<String> places = new TreeSet<>(jars.keySet());
        List<String> path = new ArrayList<>();
        for (String place : places) {
            Path copy = tree.resolve(place.substring(1));
            Files.createDirectories(copy.getParent());
            Files.copy(jars.get(place), copy);
            Files.setLastModifiedTime(copy, FileTime.from(ImageFile.MADE));
            path.add(copy.toString());
        }
        return String.join(":", path);
    }

    /** Starts a host and ends it, and has the JVM write down what it loaded. */
    private void learn(String classPath, Path classes, Path folder)
            throws IOException, InterruptedException {
        int operators = FreePort.find();
        Path log = folder.resolve("host.log");
        try (HostStores stores = new HostStores(folder)) {
            List<String> start = command();
            start.addAll(
                    List.of(
                            "-Xshare:off",
                            "-XX:DumpLoadedClassList=" + classes,
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            classPath,
                            main));
            ProcessBuilder builder =
                    new ProcessBuilder(start)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment()
                    .putAll(stores.environment(folder.toString(), FreePort.find(), operators));
            Process host = builder.start();
            try {
                stores.awaitReady(host, operators, log);
            } finally {
                end(host);
            }
        }
    }

    /** What it loaded is written when it ends by itself. */
    private static void end(Process host) throws InterruptedException {
        host.destroy();
        if (!host.waitFor(ENDS_S, TimeUnit.SECONDS)) {
            host.destroyForcibly();
            throw new IllegalStateException("the host does not end");
        }
    }
}
