package dev.atrium.catalog;

import dev.atrium.game.GameCatalog;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.PracticeGame;

/** Every game that Atrium ships. */
public final class Games {
    private Games() {}

    /** All of them, each in every rules version that a live or unsettled room may have. */
    public static GameCatalog all() {
        return GameCatalog.of(new BlitzGame(), new PracticeGame());
    }
}
