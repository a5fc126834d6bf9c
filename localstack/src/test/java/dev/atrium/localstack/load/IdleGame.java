package dev.atrium.localstack.load;

import dev.atrium.dice.Dice;
import dev.atrium.game.Answer;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.PlayerQuery;
import dev.atrium.game.Simulation;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.game.example.TwentyOneGame;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Optional;

/**
 * The example game without its time limit: a room in which nobody does anything has nothing due.
 */
final class IdleGame implements Game {
    private final Game cards = new TwentyOneGame();

    @Override
    public GameInfo info() {
        return cards.info();
    }

    @Override
    public Vocabulary vocabulary() {
        return cards.vocabulary();
    }

    @Override
    public Simulation open(Opening opening) {
        return new Idle(cards.open(opening));
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return new Idle(cards.restore(state, dice));
    }

    private record Idle(Simulation table) implements Simulation {
        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            return table.apply(tick, input, out);
        }

        @Override
        public void step(long tick, Out out) {
            table.step(tick, out);
        }

        @Override
        public long nextStep(long tick) {
            return NEVER;
        }

        @Override
        public Message view(Viewer viewer) {
            return table.view(viewer);
        }

        @Override
        public Answer query(int seat, PlayerQuery query) {
            return table.query(seat, query);
        }

        @Override
        public void write(StateWriter out) {
            table.write(out);
        }

        @Override
        public Optional<Standings> standings() {
            return table.standings();
        }
    }
}
