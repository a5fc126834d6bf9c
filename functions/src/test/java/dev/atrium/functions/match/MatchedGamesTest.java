package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Dice;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Opening;
import dev.atrium.game.Simulation;
import dev.atrium.match.MatchRules;
import dev.atrium.match.MatchRulesFile;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;

import java.util.List;

class MatchedGamesTest {
    private record Version(int rulesVersion) implements Game {
        @Override
        public GameInfo info() {
            return new GameInfo(
                    "test.versions",
                    rulesVersion,
                    1,
                    4,
                    10,
                    10,
                    GameInfo.Durability.RELAXED,
                    GameInfo.CommandTiming.ON_ARRIVAL,
                    GameInfo.AfterGap.PAUSE,
                    GameInfo.ViewScope.SHARED,
                    GameInfo.Ranking.UNRANKED);
        }

        @Override
        public Vocabulary vocabulary() {
            return Vocabulary.of(List.of());
        }

        @Override
        public Simulation open(Opening opening) {
            throw new UnsupportedOperationException("nobody plays it");
        }

        @Override
        public Simulation restore(StateReader state, Dice dice) {
            throw new UnsupportedOperationException("nobody plays it");
        }
    }

    @Test
    void everyListedGameCanBeQueuedForByItsOwnRules() throws WireException {
        MatchedGames games = new MatchedGames(Games.listed());

        assertEquals(MatchRulesFile.shipped().of("arena.blitz"), games.find("arena.blitz").rules());
        assertEquals(
                MatchRulesFile.shipped().of("arena.practice"),
                games.find("arena.practice").rules());
        assertEquals(
                ErrorCode.UNKNOWN_GAME,
                assertThrows(WireException.class, () -> games.find("arena.chess")).code());
    }

    @Test
    void theNewestVersionIsPlacedByItsRulesWhereverItStandsInTheList() throws WireException {
        MatchRules old = MatchRules.people(1, 2, 0);
        MatchRules young = MatchRules.people(2, 4, 0);
        for (boolean youngFirst : new boolean[] {true, false}) {
            Games.Listed one =
                    new Games.Listed(new Version(youngFirst ? 3 : 2), youngFirst ? young : old);
            Games.Listed two =
                    new Games.Listed(new Version(youngFirst ? 2 : 3), youngFirst ? old : young);

            MatchedGames games = new MatchedGames(List.of(one, two));

            assertEquals(1, games.all().size());
            assertEquals(3, games.find("test.versions").info().rulesVersion());
            assertEquals(young, games.find("test.versions").rules());
        }
    }
}
