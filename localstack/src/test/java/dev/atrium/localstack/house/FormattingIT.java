package dev.atrium.localstack.house;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The formatter has nothing to say about any file. {@code -Dtidy.fix=true} lets it have its way.
 */
class FormattingIT {
    private static String formatted(Path file) {
        JavaFormatterOptions options =
                JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build();
        try {
            String ordered =
                    ImportOrderer.reorderImports(
                            Repository.text(file), JavaFormatterOptions.Style.AOSP);
            return new Formatter(options)
                    .formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
        } catch (FormatterException e) {
            throw new AssertionError(Repository.name(file), e);
        }
    }

    @Test
    void everyJavaFileIsFormatted() throws IOException {
        Map<Path, String> formatted =
                Repository.files(".java").parallelStream()
                        .collect(Collectors.toConcurrentMap(file -> file, FormattingIT::formatted));
        List<String> unformatted = new ArrayList<>();
        for (Map.Entry<Path, String> file : new TreeMap<>(formatted).entrySet()) {
            if (!file.getValue().equals(Repository.text(file.getKey()))) {
                unformatted.add(Repository.name(file.getKey()));
                if (Boolean.getBoolean("tidy.fix")) {
                    Files.writeString(file.getKey(), file.getValue());
                }
            }
        }
        assertFalse(
                !unformatted.isEmpty() && !Boolean.getBoolean("tidy.fix"),
                () ->
                        "mvn -pl localstack -am verify -Dit.test=FormattingIT -Dtidy.fix=true"
                                + " -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dfailsafe.failIfNoSpecifiedTests=false -Djacoco.skip formats "
                                + unformatted);
    }
}
