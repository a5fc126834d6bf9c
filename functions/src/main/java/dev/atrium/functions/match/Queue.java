package dev.atrium.functions.match;

import java.util.Optional;

/**
 * A queue: those in it may meet each other, and nobody else.
 *
 * @param game its id
 * @param stakes whether they play for stakes
 */
public record Queue(String game, boolean stakes) {
    /** No game's id holds it. */
    private static final String STAKES = "!stakes";

    /** The queue of that name. */
    static Queue of(String name) {
        return name.endsWith(STAKES)
                ? new Queue(name.substring(0, name.length() - STAKES.length()), true)
                : new Queue(name, false);
    }

    /** As keys, rows and messages name it. */
    public String name() {
        return stakes ? game + STAKES : game;
    }

    /** The queue of a row or message, if the name is one of a game's. */
    static Optional<Queue> named(String name, MatchedGames games) {
        Queue queue = of(name);
        return games.all().stream().anyMatch(game -> game.info().id().equals(queue.game()))
                ? Optional.of(queue)
                : Optional.empty();
    }
}
