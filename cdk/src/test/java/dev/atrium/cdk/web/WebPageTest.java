package dev.atrium.cdk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.cdk.stage.Domain;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Operators read {@code docs/web.md}: it says what is made. */
class WebPageTest {
    private static final Pattern PATH = Pattern.compile("`(/[a-z.*/-]+)`");

    private static String page() throws IOException {
        return Files.readString(Path.of("docs", "web.md"));
    }

    @Test
    void pathsOfTheApiAreThoseOfItsRoutes() throws IOException {
        String row =
                page().lines().filter(line -> line.contains("`/auth/*`")).findFirst().orElseThrow();
        Set<String> told =
                new TreeSet<>(
                        PATH.matcher(row)
                                .results()
                                .map((MatchResult found) -> found.group(1))
                                .toList());
        assertEquals(told, ApiPaths.patterns());
    }

    @Test
    void policyIsTheOneThatIsSent() throws IOException {
        String policy =
                PagePolicy.of(new Domain("play.example.com", "Z0123456789ABC"))
                        .replace("play.example.com", "<domain>");
        assertTrue(page().lines().anyMatch(policy::equals), policy);
    }
}
