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

/** Blitz with a bug in its rules: the step of tick 50 throws. */
record FaultyGame(Game blitz, RuntimeException bug) implements Game {
    static final long BUG_TICK = 50;

    FaultyGame(RuntimeException bug) {
        this(new BlitzGame(), bug);
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
        return new Faulty(blitz.open(opening), bug);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return new Faulty(blitz.restore(state, dice), bug);
    }

    private record Faulty(Simulation sound, RuntimeException bug) implements Simulation {
        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            return sound.apply(tick, input, out);
        }

        @Override
        public void step(long tick, Out out) {
            if (tick == BUG_TICK) {
                throw bug;
            }
            sound.step(tick, out);
        }

        @Override
        public long nextStep(long tick) {
            return sound.nextStep(tick);
        }

        @Override
        public Message view(Viewer viewer) {
            return sound.view(viewer);
        }

        @Override
        public void write(StateWriter out) {
            sound.write(out);
        }

        @Override
        public Optional<Standings> standings() {
            return sound.standings();
        }
    }
}
