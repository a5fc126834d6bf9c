package dev.atrium.functions.match;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;
import dev.atrium.match.MatchRules;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.List;
import java.util.Map;

/** The games that one can queue for, in their newest rules version. Immutable. */
public final class MatchedGames {
    private static final Map<String, MatchRules> RULES =
            Map.of("arena.blitz", MatchRules.BLITZ, "arena.practice", MatchRules.PRACTICE);

    private final List<MatchedGame> games;

    /** Those of the catalog that have rules of matching. */
    public MatchedGames(GameCatalog catalog) {
        this.games =
                RULES.entrySet().stream()
                        .flatMap(
                                rules ->
                                        catalog.newest(rules.getKey()).stream()
                                                .map(Game::info)
                                                .map(i -> new MatchedGame(i, rules.getValue())))
                        .toList();
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
