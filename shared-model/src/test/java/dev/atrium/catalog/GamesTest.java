package dev.atrium.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;

import org.junit.jupiter.api.Test;

import java.util.List;

class GamesTest {
    @Test
    void everyGameIsFoundByIdAndVersionAndOneIsTheNewest() {
        GameCatalog games = Games.all();

        assertTrue(games.find("arena.blitz", 1).isPresent());
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
    void practiceAloneDoesNotCount() {
        List<String> unranked =
                Games.all().all().stream()
                        .map(Game::info)
                        .filter(info -> info.ranking() == GameInfo.Ranking.UNRANKED)
                        .map(GameInfo::id)
                        .toList();

        assertEquals(List.of("arena.practice"), unranked);
    }
}
