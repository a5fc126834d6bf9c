package dev.atrium.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

class MatchRulesFileTest {
    private static final String RANKED =
            """
            {"games": {"arena.duel": {
              "playersMin": 4, "warriorsMax": 4, "warriorsPerPlayerMax": 1, "partyMax": 2,
              "teams": {"teams": 2, "size": 2}, "gatherMs": 0,
              "skill": {"start": 100, "step": 50, "everyMs": 2000, "max": 600},
              "choice": "nearest", "joinable": false}}}
            """;

    private static MatchRulesFile parse(String json) {
        return MatchRulesFile.parse("my.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String message, String was, String is) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> parse(RANKED.replace(was, is)));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void blitzAndPracticeAreAsTheirPlayersKnowThem() {
        MatchRules blitz = MatchRulesFile.shipped().of("arena.blitz");
        assertEquals(2, blitz.playersMin());
        assertEquals(20, blitz.warriorsMax());
        assertEquals(3, blitz.warriorsPerPlayerMax());
        assertEquals(3, blitz.partyMax());
        assertEquals(10_000, blitz.gatherMs());
        assertEquals(Widening.UNLIMITED, blitz.skill());
        assertEquals(new Widening(80, 40, 2_000, 400), blitz.latency());
        assertEquals(Optional.of(new BotFill(5_000, 20, 3)), blitz.bots());
        MatchRules practice = MatchRulesFile.shipped().of("arena.practice");
        assertEquals(1, practice.warriorsMax());
        assertEquals(Optional.of(new BotFill(0, 4, 1)), practice.bots());
        assertEquals(true, practice.joinable());
    }

    @Test
    void everyFieldIsReadAndWrittenBackOut() {
        MatchRulesFile file = parse(RANKED);
        MatchRules duel = file.of("arena.duel");

        assertEquals(Optional.of(new TeamShape(2, 2)), duel.teams());
        assertEquals(new Widening(100, 50, 2_000, 600), duel.skill());
        assertEquals(Widening.UNLIMITED, duel.latency());
        assertEquals(MatchRules.Choice.NEAREST, duel.choice());
        assertEquals(Optional.empty(), duel.bots());
        assertEquals(file, parse(file.json()));
        MatchRulesFile shipped = MatchRulesFile.shipped();
        assertEquals(shipped.games(), parse(shipped.json()).games());
    }

    @Test
    void whatIsWrongIsNamedWithFileGameAndField() {
        assertRefused("my.json: arena.duel: gatherMs is missing", "\"gatherMs\": 0,", "");
        assertRefused(
                "my.json: arena.duel: playersMin=\"4\" (allowed: a whole number)",
                "\"playersMin\": 4",
                "\"playersMin\": \"4\"");
        assertRefused(
                "my.json: arena.duel: gatherMs=0.5 (allowed: a whole number of ms)",
                "\"gatherMs\": 0",
                "\"gatherMs\": 0.5");
        assertRefused(
                "my.json: arena.duel: gatherMs (allowed: 0 in teams)",
                "\"gatherMs\": 0",
                "\"gatherMs\": 7");
        assertRefused(
                "my.json: arena.duel: teams.size (allowed: 1-10)", "\"size\": 2", "\"size\": 0");
        assertRefused("my.json: arena.duel: skill.start is missing", "\"start\": 100, ", "");
        assertRefused("my.json: arena.duel: skill.everyMs=0 (allowed: 1-86400000)", "2000", "0");
        assertRefused(
                "my.json: arena.duel: skill.sart (allowed: start, step, everyMs, max)",
                "start",
                "sart");
        assertRefused(
                "my.json: arena.duel: skill (allowed: an object)",
                "{\"start\": 100, \"step\": 50, \"everyMs\": 2000, \"max\": 600}",
                "3");
        assertRefused("my.json: arena.duel: choice (allowed: oldest, nearest)", "nearest", "best");
        assertRefused(
                "my.json: arena.duel: joinable=0 (allowed: true, false)",
                "\"joinable\": false",
                "\"joinable\": 0");
        assertRefused(
                "my.json: arena.duel: playersMin and warriorsMax (allowed: the players of all"
                        + " teams, one warrior each)",
                "\"playersMin\": 4",
                "\"playersMin\": 3");
    }

    @Test
    void whatIsNoSuchFileIsRefused() {
        for (String json : List.of("", "[]", "{", "{\"games\": {}, \"games\": {}}")) {
            assertThrows(IllegalArgumentException.class, () -> parse(json), json);
        }
        assertRefused("my.json: game (allowed: games)", "\"games\"", "\"game\"");
        assertEquals("my.json: games (allowed: an object)", message("{\"games\": []}"));
        assertEquals("my.json: games (allowed: 1-100 games)", message("{\"games\": {}}"));
        assertEquals("my.json: a.b: (allowed: an object)", message("{\"games\": {\"a.b\": 3}}"));
        assertThrows(
                IllegalArgumentException.class, () -> new MatchRulesFile("x", new TreeMap<>()));
    }

    private static String message(String json) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> parse(json)).getMessage());
    }

    @Test
    void aGameThatNobodyQueuesForHasNoRules() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> MatchRulesFile.shipped().of("arena.siege"));
        assertEquals(
                "match-rules.json: no game arena.siege (there: arena.blitz, arena.practice)",
                refused.getMessage());
    }
}
