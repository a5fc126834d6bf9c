package dev.atrium.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;
import dev.atrium.match.MatchRules;

import org.junit.jupiter.api.Test;

import java.util.Set;

class GamesTest {
    @Test
    void everyGameIsFoundByIdAndVersionAndOneIsTheNewest() {
        GameCatalog games = Games.all();

        assertTrue(games.find("arena.blitz", 1).isPresent());
        assertTrue(games.find("arena.blitz", 2).isPresent());
        assertTrue(games.find("arena.siege", 1).isPresent());
        assertEquals(3, games.newest("arena.blitz").orElseThrow().info().rulesVersion());
        assertEquals(2, games.newest("arena.siege").orElseThrow().info().rulesVersion());
        assertTrue(games.find("arena.practice", 1).isPresent());
        assertTrue(games.find("arena.blitz", 0).isEmpty());
        assertTrue(games.newest("no.such-game").isEmpty());
        for (Game game : games.all()) {
            String id = game.info().id();
            assertSame(game, games.find(id, game.info().rulesVersion()).orElseThrow());
            int newest = games.newest(id).orElseThrow().info().rulesVersion();
            assertTrue(newest >= game.info().rulesVersion());
            assertEquals(game.info(), game.info(), "the same at every call");
        }
    }

    @Test
    void blitzCountsAndPracticeDoesNot() {
        assertEquals(GameInfo.Ranking.RANKED, ranking("arena.blitz"));
        assertEquals(GameInfo.Ranking.UNRANKED, ranking("arena.practice"));
    }

    private static GameInfo.Ranking ranking(String game) {
        return Games.all().newest(game).orElseThrow().info().ranking();
    }

    @Test
    void everyGameThatIsListedIsThereWithTheRulesOfItsQueue() {
        assertEquals(
                Games.all().all().stream().map(Game::info).toList(),
                Games.listed().stream().map(listed -> listed.game().info()).toList());
        for (Games.Listed listed : Games.listed()) {
            String id = listed.game().info().id();
            int warriors = listed.rules().map(MatchRules::warriorsPerPlayerMax).orElse(1);
            assertTrue(warriors >= 1 && warriors <= 3, id);
            // One registers for a siege, and joins a party.
            assertEquals(
                    Set.of("arena.siege", "party.robots").contains(id),
                    listed.rules().isEmpty(),
                    id);
        }
    }
}
