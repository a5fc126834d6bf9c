package dev.atrium.game.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games.Listed;
import dev.atrium.match.MatchRules;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The code in {@code docs/your-first-game.md} is code that is compiled here, or served. */
class YourFirstGameTest {
    private static final Path PAGE = Path.of("../localstack/web/first-game.html");
    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w+) (\\S+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** The line that the guide has one add, as it stands there. */
    private static final List<Listed> REGISTERED =
            List.of(
                    new Listed(new TwentyOneGame(), MatchRules.people(1, 8, 3_000)),
                    new Listed(new TwentyOneGame(), MatchRules.people(2, 8, 3_000)));

    private record Block(String of, String code) {
        List<String> lines() {
            return code.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private static String guide() throws IOException {
        return Files.readString(Path.of("docs/your-first-game.md"));
    }

    private static List<Block> blocks(String of) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(guide());
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(2), matcher.group(3)));
        }
        List<Block> found = blocks.stream().filter(block -> block.of().equals(of)).toList();
        assertFalse(found.isEmpty(), "no block of " + of);
        return found;
    }

    /** In the test tree, or where the guide has one move it. */
    private static Path game() {
        return Stream.of("src/test/java", "src/main/java")
                .map(root -> Path.of(root, "dev/atrium/game/example/TwentyOneGame.java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theBlocksAreTheGameFromItsFirstLineToItsLast() throws IOException {
        List<String> shown =
                blocks("TwentyOneGame.java").stream().flatMap(b -> b.lines().stream()).toList();
        List<String> compiled =
                Files.readAllLines(game()).stream().filter(line -> !line.isBlank()).toList();

        assertEquals(compiled, shown);
    }

    @Test
    void theGameIsShort() throws IOException {
        assertTrue(Files.readAllLines(game()).size() <= 210);
    }

    @Test
    void theOneLineOfRegistrationIsCompiled() throws IOException {
        List<String> lines = blocks("registration").getFirst().lines();

        assertEquals(1, lines.size());
        String own =
                Files.readString(
                        Path.of("src/test/java/dev/atrium/game/example/YourFirstGameTest.java"));
        assertTrue(own.contains(lines.getFirst()), lines.getFirst());
        assertEquals("example.twenty-one", REGISTERED.getFirst().game().info().id());
    }

    @Test
    void thePageDoesWhatTheGuideSays() throws IOException {
        String page = Files.readString(PAGE);
        for (Block block : blocks("first-game.html")) {
            assertTrue(page.contains(block.code()), block.code());
        }
        assertTrue(guide().contains("is " + page.lines().count() + " lines"));
    }

    @Test
    void everyBlockOfCodeIsHeldAgainstSomething() throws IOException {
        List<String> held =
                List.of(
                        "TwentyOneGame.java",
                        "package-info.java",
                        "registration",
                        "first-game.html");
        Matcher fences = Pattern.compile("(?m)^```(.+)$").matcher(guide());
        int count = 0;
        while (fences.find()) {
            String of = fences.group(1).replaceFirst("^\\w+ ?", "");
            assertTrue(held.contains(of), "a block of nothing: " + fences.group());
            count++;
        }
        assertTrue(count > 10);
        assertTrue(blocks("package-info.java").getFirst().code().contains("@NullMarked"));
    }
}
