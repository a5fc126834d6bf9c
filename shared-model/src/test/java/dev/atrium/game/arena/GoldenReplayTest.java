package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Matches of the past keep their hashes, whatever becomes of the code and of the bots. */
class GoldenReplayTest {

    @Test
    void theMatchOfRulesVersionOneKeepsItsHashes() throws IOException {
        List<String> lines = lines("blitz-1.replay");
        assertTrue(lines.stream().filter(line -> line.startsWith("hash")).count() > 5);
        assertEquals(Optional.empty(), GoldenReplay.firstDivergence(lines));
    }

    @Test
    void theMatchOfRulesVersionTwoKeepsItsHashes() throws IOException {
        List<String> lines = lines("blitz-2.replay");
        for (String said : List.of("blitz 2 ", "move ", "left ", "forfeit ", "gone ", "here ")) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(said)), said);
        }
        assertTrue(lines.stream().filter(line -> line.startsWith("hash")).count() > 5);
        assertEquals(Optional.empty(), GoldenReplay.firstDivergence(lines));
    }

    @Test
    void aMatchPlayedByTheRulesOfAnotherVersionDiverges() throws IOException {
        List<String> lines = new ArrayList<>(lines("blitz-2.replay"));
        lines.replaceAll(line -> line.replace("blitz 2 ", "blitz 1 "));
        assertTrue(GoldenReplay.firstDivergence(lines).isPresent());
    }

    @Test
    void theSiegeOfRulesVersionOneKeepsItsHashes() throws IOException {
        List<String> lines = lines("siege-1.replay");
        for (String said : List.of("siege 1 ", "move ", "joined ", "left ", "forfeit ", "gone ")) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(said)), said);
        }
        assertTrue(lines.stream().filter(line -> line.startsWith("hash")).count() > 5);
        assertEquals(Optional.empty(), GoldenReplay.firstDivergence(lines));
    }

    @Test
    void thePracticeOfRulesVersionOneKeepsItsHashes() throws IOException {
        List<String> lines = lines("practice-1.replay");
        for (String said : List.of("move ", "joined ", "left ", "forfeit ", "gone ")) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(said)), said);
        }
        assertTrue(lines.stream().filter(line -> line.startsWith("hash")).count() > 5);
        assertEquals(Optional.empty(), GoldenReplay.firstDivergence(lines));
    }

    @Test
    void anInputLessIsADivergence() throws IOException {
        List<String> lines = new ArrayList<>(lines("blitz-1.replay"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("move")) {
                lines.remove(i);
                break;
            }
        }
        assertTrue(GoldenReplay.firstDivergence(lines).orElseThrow().startsWith("hash 300 "));
    }

    @Test
    void aTextThatEndsEarlyIsNoMatch() throws IOException {
        List<String> lines = lines("blitz-1.replay");
        assertEquals(
                Optional.of("the match is not over"),
                GoldenReplay.firstDivergence(lines.subList(0, 20)));
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = GoldenReplayTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
