package dev.atrium.cdk.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class CostToolTest {
    private static final String CALL = "    $ cdk/cost";

    private final List<String> terminal = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private int run(List<String> arguments) {
        return CostTool.run(arguments, terminal::add, errors::add);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" "));
    }

    /** Each call that the page shows, and word for word what it shows of it. */
    @Test
    void thePageShowsWhatTheCommandPrints() throws IOException {
        int calls = 0;
        for (String page : List.of("cost.md", "regions.md")) {
            List<String> lines = Files.readAllLines(Path.of("docs", page));
            for (int at = 0; at < lines.size(); at++) {
                if (lines.get(at).startsWith(CALL)) {
                    calls++;
                    terminal.clear();
                    assertEquals(0, run(words(lines.get(at).substring(CALL.length()))));
                    String printed = String.join("", terminal);
                    assertEquals(printed.stripTrailing(), shown(lines, at + 1), lines.get(at));
                }
            }
        }
        assertTrue(calls >= 4, "calls on the page: " + calls);
    }

    private static String shown(List<String> lines, int from) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at < lines.size(); at++) {
            String line = lines.get(at);
            if (!line.isEmpty() && (!line.startsWith("    ") || line.startsWith(CALL))) {
                break;
            }
            text.append(line.isEmpty() ? line : line.substring(4)).append('\n');
        }
        return text.toString().stripTrailing();
    }

    @Test
    void pricesAreALineEach() {
        assertEquals(0, run(List.of("--prices")));
        assertEquals(Prices.all().size(), String.join("", terminal).lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--stage none | stage=none (allowed: dev, staging, prod)",
                "--game chess | game=chess (allowed: party, arena)",
                "--players 0 | players=0 (allowed: 1 to 1000000)",
                "--players ten | --players=ten (allowed: whole numbers of up to 9 digits)",
                "--players 1,2,3,4,5,6 | --players: 6 numbers (allowed: 1 to 5)",
                "--mean 101 | mean=101 (allowed: 1 to 100)",
                "--months 121 | months=121 (allowed: 1 to 120)",
                "--months | --months wants a value; ",
                "--node cache.x | node=cache.x (allowed: cache.m7g.large, cache.r7g.large, ",
                "--regions 3 | --regions=3 (allowed: 1 or 2)",
                "--prices --mean 2 | --prices stands alone; ",
                "--colour red | unknown: --colour; ",
            })
    void whatIsWrongIsOneLineAndStatusTwo(String arguments, String told) {
        assertEquals(2, run(words(arguments)));
        assertEquals(List.of(), terminal);
        assertEquals(1, errors.size());
        String line = errors.getFirst();
        assertTrue(line.startsWith("atrium: " + told.stripTrailing()), line);
        assertEquals(1, line.lines().count(), line);
    }
}
