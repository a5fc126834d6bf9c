package dev.atrium.proof;

import dev.atrium.dice.Dice;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.Simulation;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Optional;

/** Blitz, but that it has a bug at tick 30. */
final class ThrowingGame implements Game {
    private final Game blitz = new BlitzGame();
    private final RuntimeException bug;

    ThrowingGame(RuntimeException bug) {
        this.bug = bug;
    }

    @Override
    public GameInfo info() {
        return blitz.info();
    }

    @Override
    public Vocabulary vocabulary() {
        return blitz.vocabulary();
    }

    @Override
    public Simulation open(Opening opening) {
        return new Play(blitz.open(opening), bug);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return new Play(blitz.restore(state, dice), bug);
    }

    private record Play(Simulation play, RuntimeException bug) implements Simulation {
        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            return play.apply(tick, input, out);
        }

        @Override
        public void step(long tick, Out out) {
            if (tick == 30) {
                throw bug;
            }
            play.step(tick, out);
        }

        @Override
        public long nextStep(long tick) {
            return play.nextStep(tick);
        }

        @Override
        public Message view(Viewer viewer) {
            return play.view(viewer);
        }

        @Override
        public void write(StateWriter out) {
            play.write(out);
        }

        @Override
        public Optional<Standings> standings() {
            return play.standings();
        }
    }
}
