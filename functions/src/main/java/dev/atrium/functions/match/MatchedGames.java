package dev.atrium.functions.match;

import dev.atrium.catalog.Games;
import dev.atrium.game.GameInfo;
import dev.atrium.match.MatchRules;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.List;
import java.util.TreeMap;

/** The games that one can queue for, in their newest rules version. Immutable. */
public final class MatchedGames {
    private final List<MatchedGame> games;

    /** Those that are listed, each in its newest version with the rules of that. */
    public MatchedGames(List<Games.Listed> listed) {
        TreeMap<String, MatchedGame> newest = new TreeMap<>();
        for (Games.Listed game : listed) {
            GameInfo info = game.game().info();
            game.rules()
                    .map(rules -> new MatchedGame(info, rules))
                    .ifPresent(queued -> newest.merge(info.id(), queued, MatchedGames::newer));
        }
        this.games = List.copyOf(newest.values());
    }

    private static MatchedGame newer(MatchedGame one, MatchedGame other) {
        return one.info().rulesVersion() > other.info().rulesVersion() ? one : other;
    }

    /**
     * A game that one can queue for.
     *
     * @param info in the rules version that is placed
     * @param rules when a match of it starts
     */
    public record MatchedGame(GameInfo info, MatchRules rules) {}

    /** All of them. */
    public List<MatchedGame> all() {
        return games;
    }

    /** The game of a queue that there is. */
    MatchedGame of(Queue queue) {
        return games.stream()
                .filter(game -> game.info().id().equals(queue.game()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * That game.
     *
     * @throws WireException {@code unknown-game}
     */
    public MatchedGame find(String game) throws WireException {
        return games.stream()
                .filter(g -> g.info().id().equals(game))
                .findFirst()
                .orElseThrow(() -> new WireException(ErrorCode.UNKNOWN_GAME));
    }
}
