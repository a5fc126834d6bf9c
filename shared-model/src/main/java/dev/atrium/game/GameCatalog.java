package dev.atrium.game;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The games that a process can run, by id and rules version. Immutable. */
public final class GameCatalog {
    private final List<Game> games;

    private GameCatalog(List<Game> games) {
        this.games = games;
    }

    /**
     * A catalog of these.
     *
     * @throws IllegalArgumentException if one is there twice in the same rules version
     */
    public static GameCatalog of(Game... games) {
        List<Game> known = new ArrayList<>();
        GameCatalog catalog = new GameCatalog(known);
        for (Game game : games) {
            GameInfo info = game.info();
            if (catalog.find(info.id(), info.rulesVersion()).isPresent()) {
                throw new IllegalArgumentException(info.id() + " is there twice");
            }
            known.add(game);
        }
        return catalog;
    }

    /** That game in that rules version. */
    public Optional<Game> find(String id, int rulesVersion) {
        return games.stream()
                .filter(g -> g.info().id().equals(id) && g.info().rulesVersion() == rulesVersion)
                .findFirst();
    }

    /** That game in its newest rules version. */
    public Optional<Game> newest(String id) {
        return games.stream()
                .filter(g -> g.info().id().equals(id))
                .max((a, b) -> Integer.compare(a.info().rulesVersion(), b.info().rulesVersion()));
    }

    /** All of them, in the order of registration. */
    public List<Game> all() {
        return List.copyOf(games);
    }
}
