package dev.atrium.cdk.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The web client as it lies in the repository. */
final class SiteFiles {
    private static final Path FOLDER = Path.of("..", "localstack", "web");

    private SiteFiles() {}

    /** What pages can ask for, by path; tests are no part of it. */
    static SortedMap<String, Path> byPath() {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(FOLDER)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = "/" + FOLDER.relativize(file).toString().replace('\\', '/');
                if (!path.startsWith("/test/")) {
                    files.put(path, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Those whose names end so, as texts. */
    static List<String> texts(String ending) {
        return byPath().entrySet().stream()
                .filter(file -> file.getKey().endsWith(ending))
                .map(file -> text(file.getValue()))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
