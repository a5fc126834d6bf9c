package dev.atrium.functions.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build made, laid out as a function's package is: a folder whose {@code lib/} holds the
 * functions and all that they need at run time.
 */
final class PackagedFunctions {
    private static final String OWN = "functions-0.1.0.jar";
    private static final String LIBRARIES = "lib";

    private final Path task;

    private PackagedFunctions(Path task) {
        this.task = task;
    }

    /**
     * Lays it out anew.
     *
     * @param target the build's folder of this module
     * @throws IllegalStateException if there is nothing built
     */
    static PackagedFunctions of(Path target) throws IOException {
        if (!Files.exists(target.resolve(OWN)) || !Files.isDirectory(target.resolve(LIBRARIES))) {
            throw new IllegalStateException(target + " holds no package: mvn package -DskipTests");
        }
        Path task = target.resolve("cold-start");
        Path libraries = Files.createDirectories(task.resolve(LIBRARIES));
        for (Path old : jars(libraries)) {
            Files.delete(old);
        }
        for (Path jar : jars(target.resolve(LIBRARIES))) {
            Files.createLink(libraries.resolve(jar.getFileName()), jar);
        }
        Files.createLink(libraries.resolve(OWN), target.resolve(OWN));
        return new PackagedFunctions(task);
    }

    /** The folder; {@code LAMBDA_TASK_ROOT} on Lambda. */
    Path task() {
        return task;
    }

    /** Every jar in it. */
    List<Path> jars() {
        return jars(task.resolve(LIBRARIES));
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
