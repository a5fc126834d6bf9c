package dev.atrium.cdk.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class LogMetricTest {
    private static final Path SETTLEMENT =
            Path.of("../functions/src/main/java/dev/atrium/functions/settle");
    private static final Pattern BEGIN = Pattern.compile("\\$\\.message = \"([^*]+)\\*\"");

    /** A filter for what nobody writes would count nothing, and nobody would hear of it. */
    @Test
    void whatIsCountedByItsWordsIsWrittenWithThem() throws IOException {
        String written = sources();
        Set<String> words = new TreeSet<>();
        for (LogMetric metric : LogMetric.values()) {
            Matcher begin = BEGIN.matcher(metric.pattern());
            while (begin.find()) {
                words.add(begin.group(1));
            }
            assertTrue(metric.pattern().startsWith("{ $.level = \"ERROR\""), metric.pattern());
        }
        assertEquals(Set.of("DEAD LETTER:", "OUTCOME REFUSED:", "SETTLEMENT HALTED:"), words);
        for (String begin : words) {
            assertTrue(written.contains("LOG.error(\"" + begin), begin);
        }
    }

    /** What opens a dead letter says so in words that are counted. */
    @Test
    void errorsInCapitalsAreAllCounted() throws IOException {
        Matcher loud = Pattern.compile("LOG\\.error\\(\\s*\"([A-Z ]{4,}:)").matcher(sources());
        while (loud.find()) {
            assertTrue(LogMetric.DEAD_LETTERS.pattern().contains(loud.group(1)), loud.group(1));
        }
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(SETTLEMENT)) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
