package dev.atrium.functions.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build made: the folder of a function's package, whose {@code lib/} holds one jar, and
 * the jars that it was made from.
 */
final class PackagedFunctions {
    private final Path target;

    private PackagedFunctions(Path target) {
        this.target = target;
    }

    /**
     * What stands there.
     *
     * @param target the build's folder of this module
     * @throws IllegalStateException if there is nothing built
     */
    static PackagedFunctions of(Path target) {
        PackagedFunctions functions = new PackagedFunctions(target);
        if (!Files.exists(functions.jar())) {
            throw new IllegalStateException(target + " holds no package: mvn package -DskipTests");
        }
        return functions;
    }

    /** The folder; {@code LAMBDA_TASK_ROOT} on Lambda. */
    Path task() {
        return target.resolve("package");
    }

    /** The one jar in it. */
    Path jar() {
        return task().resolve("lib").resolve("functions.jar");
    }

    /** Every jar that it was made from: ours and those that it needs at run time. */
    List<Path> libraries() {
        try (Stream<Path> files = Files.list(target.resolve("lib"))) {
            Stream<Path> jars = files.filter(file -> file.toString().endsWith(".jar"));
            return Stream.concat(Stream.of(target.resolve("functions-0.1.0.jar")), jars.sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
