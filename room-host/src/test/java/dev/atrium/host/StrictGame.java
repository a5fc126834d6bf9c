package dev.atrium.host;

import dev.atrium.dice.Dice;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Opening;
import dev.atrium.game.Simulation;
import dev.atrium.game.example.TwentyOneGame;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;

/** The game of hidden hands, in rooms that show nothing that is not stored. */
final class StrictGame implements Game {
    private final Game relaxed = new TwentyOneGame();
    private final GameInfo info;

    StrictGame(String id) {
        GameInfo like = relaxed.info();
        this.info =
                new GameInfo(
                        id,
                        like.rulesVersion(),
                        like.seatsMin(),
                        like.seatsMax(),
                        like.tickRateHz(),
                        like.viewRateHz(),
                        GameInfo.Durability.STRICT,
                        like.commandTiming(),
                        like.afterGap(),
                        like.viewScope(),
                        like.ranking());
    }

    @Override
    public GameInfo info() {
        return info;
    }

    @Override
    public Vocabulary vocabulary() {
        return relaxed.vocabulary();
    }

    @Override
    public Simulation open(Opening opening) {
        return relaxed.open(opening);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return relaxed.restore(state, dice);
    }
}
