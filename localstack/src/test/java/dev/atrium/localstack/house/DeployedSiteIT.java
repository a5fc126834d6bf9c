package dev.atrium.localstack.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code cdk/site}: what whoever deploys brings into the buckets. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeployedSiteIT {
    /** What a page or a script loads, as far as it is a file of ours. */
    private static final Pattern LOADED =
            Pattern.compile(
                    "(?:\\b(?:from|import)"
                            + " |\\bimport\\(|(?:src|href)=)\"([^\":]+\\.(?:js|css|svg))\"");

    @TempDir private Path folder;

    private record Said(int exit, String text) {}

    private static Said site(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(
                                Stream.of(Repository.root().resolve("cdk/site").toString()),
                                Stream.of(arguments))
                        .toList();
        Process script = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(script.getInputStream().readAllBytes(), UTF_8);
            return new Said(script.waitFor(), said);
        } finally {
            script.destroyForcibly();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> loaded(Path file) throws IOException {
        return LOADED.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void whatPagesLoadIsThereAndWhatIsForDevelopersIsNot() throws Exception {
        Path out = folder.resolve("site");
        Said said = site(out.toString());
        assertEquals(new Said(0, ""), said);

        Path web = out.resolve("web");
        int links = 0;
        for (Path file : files(web)) {
            if (file.toString().matches(".*\\.(html|js)")) {
                for (String link : loaded(file)) {
                    Path target =
                            link.startsWith("/")
                                    ? web.resolve(link.substring(1))
                                    : file.resolveSibling(link).normalize();
                    assertTrue(Files.isRegularFile(target), file + " loads " + link);
                    links++;
                }
            }
        }
        assertTrue(links > 300, links + " links");
        for (String absent : List.of("config.json", "test", "first-game.html", "pictures")) {
            assertFalse(Files.exists(web.resolve(absent)), absent);
        }
        for (String page : List.of("index.html", "party.html", "screen.html")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            web.resolve(page),
                            Repository.root().resolve("localstack/web").resolve(page)));
        }
    }

    @Test
    void everyPictureIsThereUnderItsPath() throws Exception {
        Path out = folder.resolve("site");
        assertEquals(0, site(out.toString()).exit());

        Path here = Repository.root().resolve("localstack/web");
        List<Path> pictures = files(here.resolve("pictures"));
        assertFalse(pictures.isEmpty());
        assertEquals(pictures.size(), files(out.resolve("pictures")).size());
        for (Path picture : pictures) {
            Path laid = out.resolve("pictures").resolve(here.relativize(picture).toString());
            assertEquals(-1, Files.mismatch(picture, laid), laid.toString());
        }
    }

    @Test
    void folderThatIsThereIsLeftAlone() throws Exception {
        Path kept = Files.writeString(folder.resolve("kept"), "mine");

        Said said = site(folder.toString());
        assertEquals(
                new Said(
                        2,
                        "atrium: FOLDER=%s (allowed: one that is not there yet)%n"
                                .formatted(folder)),
                said);
        assertEquals(List.of(kept), files(folder));
        assertEquals(2, site().exit());
        assertEquals(2, site("").exit());
        assertEquals(2, site(folder.resolve("a").toString(), "b").exit());
    }
}
