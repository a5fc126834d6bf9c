package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Audience;
import dev.atrium.game.Effect;
import dev.atrium.game.Emissions;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Parties of the past keep their hashes, whatever becomes of the code. */
class PartyGoldenTest {
    private static final String FILE = "party-1.replay";

    @Test
    void theTwelveRoundsOfRulesVersionOneKeepTheirHashes() throws IOException {
        Tally tally = new Tally();
        List<String> lines = lines();
        assertTrue(lines.stream().filter(line -> line.startsWith("hash")).count() > 20);
        assertEquals(Optional.empty(), PartyGolden.firstDivergence(lines, tally));
        // What the replay is worth: everything that a game can tell happens in it.
        assertEquals(12, tally.count("round-played"));
        assertEquals(12, tally.count("final-round-scores"));
        for (String told :
                List.of(
                        "player-answered",
                        "elimination-vote-cast",
                        "final-vote-cast",
                        "player-kicked",
                        "player-left",
                        "players-update",
                        "paused")) {
            assertTrue(tally.count(told) > 0, told);
        }
    }

    @Test
    void anInputLessIsADivergence() throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.removeIf(line -> line.startsWith("left"));
        assertTrue(PartyGolden.firstDivergence(lines, Emissions.NONE).isPresent());
    }

    @Test
    void anotherVoteIsADivergence() throws IOException {
        List<String> lines = new ArrayList<>(lines());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("submit-answer")) {
                lines.set(
                        i, lines.get(i).replaceFirst("\"answer\":\"[^\"]*\"", "\"answer\":\"x\""));
                break;
            }
        }
        assertTrue(
                PartyGolden.firstDivergence(lines, Emissions.NONE)
                        .orElseThrow()
                        .startsWith("hash "));
    }

    @Test
    void aTextThatEndsEarlyIsNoGame() throws IOException {
        assertEquals(
                Optional.of("the game is not over"),
                PartyGolden.firstDivergence(lines().subList(0, 30), Emissions.NONE));
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = PartyGoldenTest.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** How often what was told. */
    private static final class Tally implements Emissions {
        private final TreeMap<String, Integer> counts = new TreeMap<>();

        int count(String name) {
            return counts.getOrDefault(name, 0);
        }

        @Override
        public void event(long tick, Audience audience, Message event) {
            count(event);
            if (event instanceof PartyEvents.PhaseTransition transition && transition.paused()) {
                counts.merge("paused", 1, Integer::sum);
            }
        }

        @Override
        public void effect(long tick, Effect effect) {
            count(effect.message());
        }

        private void count(Message message) {
            counts.merge(MessageShape.of(message.getClass()).name(), 1, Integer::sum);
        }
    }
}
