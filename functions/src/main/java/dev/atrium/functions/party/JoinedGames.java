package dev.atrium.functions.party;

import dev.atrium.catalog.Games;
import dev.atrium.game.GameInfo;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The games whose rooms people open by hand, in their newest rules version. Immutable. */
final class JoinedGames {
    private final List<GameInfo> games;

    /** Those of them whose rooms open for nobody. */
    JoinedGames(Collection<GameInfo> all) {
        TreeMap<String, GameInfo> newest = new TreeMap<>();
        all.stream()
                .filter(GameInfo::isJoined)
                .forEach(game -> newest.merge(game.id(), game, JoinedGames::newer));
        this.games = List.copyOf(newest.values());
    }

    /** Those that ship. */
    static JoinedGames shipped() {
        return new JoinedGames(Games.listed().stream().map(g -> g.game().info()).toList());
    }

    private static GameInfo newer(GameInfo one, GameInfo other) {
        return one.rulesVersion() > other.rulesVersion() ? one : other;
    }

    /**
     * That game.
     *
     * @throws WireException {@code unknown-game}
     */
    GameInfo find(String id) throws WireException {
        return games.stream()
                .filter(game -> game.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new WireException(ErrorCode.UNKNOWN_GAME));
    }
}
