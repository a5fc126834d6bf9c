package dev.atrium.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class GamesTest {

    @Test
    void blitzIsThereInItsRulesVersionAndInNoOther() {
        GameCatalog games = Games.all();
        assertEquals("arena.blitz", games.find("arena.blitz", 1).orElseThrow().info().id());
        assertEquals(Optional.empty(), games.find("arena.blitz", 0));
        assertEquals(Optional.empty(), games.find("arena.blitz", 2));
        assertEquals(Optional.empty(), games.newest("arena"));
    }

    @Test
    void everyGameIsFoundByWhatItSaysOfItself() {
        GameCatalog games = Games.all();
        for (Game game : games.all()) {
            GameInfo info = game.info();
            assertEquals(Optional.of(game), games.find(info.id(), info.rulesVersion()));
            int newest = games.newest(info.id()).orElseThrow().info().rulesVersion();
            assertEquals(1, newest, info.id());
        }
        assertEquals(1, games.all().size());
    }
}
