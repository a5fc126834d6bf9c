package dev.atrium.catalog;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.PracticeGame;
import dev.atrium.game.arena.SiegeGame;
import dev.atrium.game.party.PartyGame;
import dev.atrium.match.MatchRules;
import dev.atrium.match.MatchRulesFile;

import java.util.List;
import java.util.Optional;

/** Every game that Atrium ships. */
public final class Games {
    private static final List<Listed> LISTED =
            List.of(
                    new Listed(BlitzGame.version1(), queue("arena.blitz")),
                    new Listed(BlitzGame.version2(), queue("arena.blitz")),
                    new Listed(new BlitzGame(), queue("arena.blitz")),
                    new Listed(SiegeGame.version1(), Optional.empty()),
                    new Listed(new SiegeGame(), Optional.empty()),
                    new Listed(new PracticeGame(), queue("arena.practice")),
                    new Listed(new PartyGame(), Optional.empty()));

    private Games() {}

    private static MatchRules queue(String game) {
        return MatchRulesFile.shipped().of(game);
    }

    /**
     * A game and how one gets into it.
     *
     * @param game in one rules version
     * @param rules when those who queue for it make a match, those of its newest version count;
     *     none for a game that nobody queues for
     */
    public record Listed(Game game, Optional<MatchRules> rules) {
        /** A game that people queue for. */
        public Listed(Game game, MatchRules rules) {
            this(game, Optional.of(rules));
        }
    }

    /** All of them, each in every rules version that a live or unsettled room may have. */
    public static List<Listed> listed() {
        return LISTED;
    }

    /** The games alone. */
    public static GameCatalog all() {
        return GameCatalog.of(LISTED.stream().map(Listed::game).toArray(Game[]::new));
    }
}
