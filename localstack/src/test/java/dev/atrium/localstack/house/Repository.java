package dev.atrium.localstack.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, as they stand in the working tree. */
final class Repository {
    static final List<String> MODULES =
            List.of("shared-model", "functions", "room-host", "cdk", "localstack");

    private Repository() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared-model"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not inside the repository");
        }
        return folder;
    }

    /** All files of the modules that end so, but for what the build made. */
    static List<Path> files(String... endings) {
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> all = Files.walk(root().resolve(module))) {
                all.filter(Files::isRegularFile)
                        .filter(f -> Stream.of(endings).anyMatch(f.toString()::endsWith))
                        .filter(f -> !f.toString().contains("/target/"))
                        .sorted()
                        .forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return root().relativize(file).toString();
    }
}
