package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.game.Bot;
import dev.atrium.game.CompactForm;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Opening;
import dev.atrium.game.Seat;
import dev.atrium.game.Simulation;
import dev.atrium.message.Vocabulary;
import dev.atrium.payout.Shares;
import dev.atrium.state.StateReader;

import java.util.List;
import java.util.Optional;

/** A game of the arena: one mode, under the same rules as the others. */
abstract sealed class ArenaGame implements Game permits BlitzGame, SiegeGame, PracticeGame {
    private static final Vocabulary VOCABULARY = Vocabulary.of(List.of(MoveWarrior.class));

    private final ArenaMode mode;
    private final GameInfo info;
    private final ArenaCompactForm compact;

    ArenaGame(ArenaMode mode) {
        this.mode = mode;
        this.compact = new ArenaCompactForm(mode);
        this.info =
                new GameInfo(
                        mode.id(),
                        mode.rulesVersion(),
                        mode.entry().seatsMin(),
                        mode.entry().seatsMax(),
                        mode.time().ticksPerSecond(),
                        mode.time().viewsPerSecond(),
                        GameInfo.Durability.RELAXED,
                        GameInfo.CommandTiming.AT_TICK,
                        GameInfo.AfterGap.PAUSE,
                        GameInfo.ViewScope.SHARED,
                        mode.ranking());
    }

    @Override
    public final GameInfo info() {
        return info;
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }

    @Override
    public final Simulation open(Opening opening) {
        return ArenaSimulation.open(mode, opening);
    }

    @Override
    public final Simulation restore(StateReader state, Dice dice) {
        return ArenaSimulation.restore(mode, state, dice);
    }

    @Override
    public final Optional<Shares> shares() {
        return mode.shares();
    }

    @Override
    public final Optional<CompactForm> compactForm() {
        return Optional.of(compact);
    }

    @Override
    public final Optional<Bot> bot(Seat seat, Dice dice) {
        return Optional.of(new ArenaBot(seat, dice));
    }
}
