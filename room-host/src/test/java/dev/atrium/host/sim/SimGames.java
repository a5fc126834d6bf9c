package dev.atrium.host.sim;

import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;

/** The games of the simulator: what a room may be in every way that matters to its host. */
final class SimGames {
    private SimGames() {}

    /** All of them, each over after so many seconds. */
    static GameCatalog lasting(int seconds) {
        return GameCatalog.of(
                new TallyGame(
                        "tally.shared",
                        seconds,
                        GameInfo.Durability.RELAXED,
                        GameInfo.CommandTiming.AT_TICK,
                        GameInfo.ViewScope.SHARED),
                new TallyGame(
                                "tally.seats",
                                seconds,
                                GameInfo.Durability.RELAXED,
                                GameInfo.CommandTiming.ON_ARRIVAL,
                                GameInfo.ViewScope.PER_SEAT)
                        .inSegments(),
                new TallyGame(
                        "tally.strict",
                        seconds,
                        GameInfo.Durability.STRICT,
                        GameInfo.CommandTiming.ON_ARRIVAL,
                        GameInfo.ViewScope.PER_SEAT),
                new TallyGame(
                                "tally.strict-ticks",
                                seconds,
                                GameInfo.Durability.STRICT,
                                GameInfo.CommandTiming.AT_TICK,
                                GameInfo.ViewScope.SHARED)
                        .inSegments(),
                new TallyGame(
                                "tally.joined",
                                seconds,
                                GameInfo.Durability.STRICT,
                                GameInfo.CommandTiming.ON_ARRIVAL,
                                GameInfo.ViewScope.SHARED)
                        .joined());
    }
}
