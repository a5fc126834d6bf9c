package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients are written by {@code docs/protocol.md}: its table is what is counted. */
class RatesDocumentTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z-]+)`:? .*\\| ([0-9]+ in [0-9]+ s.*?) \\| \\w+ \\|");

    private static String written(RateLimit.Rate rate) {
        String whole = rate.countMax() + " in " + rate.windowMs() / 1_000 + " s";
        return rate.perSecondMax() < rate.countMax()
                ? whole + ", of these " + rate.perSecondMax() + " a second"
                : whole;
    }

    @Test
    void everyRateStandsInTheProtocolAndNoOther() throws IOException {
        List<String> document =
                Files.readAllLines(Path.of("..", "shared-model", "docs", "protocol.md"));
        int from = document.indexOf("### Rates");
        int to = document.indexOf("## The two sockets");
        TreeMap<String, String> told = new TreeMap<>();
        for (String line : document.subList(from, to)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                told.put(row.group(1), row.group(2));
            }
        }
        TreeMap<String, String> counted = new TreeMap<>();
        for (RateLimit.Rate rate : RateLimit.Rate.values()) {
            counted.put(rate.what(), written(rate));
        }

        assertEquals(counted, told);
    }
}
