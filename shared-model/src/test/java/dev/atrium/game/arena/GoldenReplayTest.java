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
    void theWholeMatchOfRulesVersionThreeKeepsItsHashes() throws IOException {
        assertSeen(
                ArenaMode.BLITZ,
                "blitz-3.replay",
                List.of(
                        "a fall by attack",
                        "burns 1",
                        "ends by time at 5400",
                        "leaves after his last fall",
                        "leaves while he lives",
                        "refused no-late-entry",
                        "shrinks to 16",
                        "wears 2"));
    }

    @Test
    void theWholeSiegeOfRulesVersionTwoKeepsItsHashes() throws IOException {
        assertSeen(
                ArenaMode.SIEGE,
                "siege-2.replay",
                List.of(
                        "1 come late on 64 cells",
                        "2 come late on 48 cells",
                        "3 come late on 48 cells",
                        "5 come late on 48 cells",
                        "a fall by attack",
                        "burns 1",
                        "comes BLOOD_MOON",
                        "comes POWER_SURGE",
                        "comes SANCTUARY",
                        "ends by time at 36000",
                        "leaves after his last fall",
                        "leaves while he lives",
                        "no wear SANCTUARY",
                        "refused no-late-entry",
                        "refused out-of-range",
                        "shrinks to 16",
                        "shrinks to 32",
                        "shrinks to 48",
                        "wears 1",
                        "wears 1 BLOOD_MOON",
                        "wears 2 BLOOD_MOON"));
    }

    /** Plays a replay and asserts that all of that happened on the way. */
    private static void assertSeen(ArenaMode mode, String name, List<String> wanted)
            throws IOException {
        GoldenWitness witness = new GoldenWitness(mode);
        assertEquals(Optional.empty(), GoldenReplay.firstDivergence(lines(name), witness));
        assertTrue(witness.seen.containsAll(wanted), () -> name + ": " + witness.seen);
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
