package dev.atrium.host.room;

import dev.atrium.dice.Dice;
import dev.atrium.game.Answer;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.PlayerQuery;
import dev.atrium.game.Simulation;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Players add to one sum, which all may see and ask for; it ends at a hundred. */
final class CounterGame implements Game {
    private static final int END = 100;
    private static final int RATE_HZ = 20;

    private final GameInfo info;

    CounterGame(GameInfo.Durability durability) {
        this.info =
                new GameInfo(
                        "test.counter",
                        1,
                        1,
                        4,
                        RATE_HZ,
                        RATE_HZ,
                        durability,
                        GameInfo.CommandTiming.ON_ARRIVAL,
                        GameInfo.AfterGap.PAUSE,
                        GameInfo.ViewScope.SHARED,
                        GameInfo.Ranking.UNRANKED);
    }

    record Add(int value) implements PlayerCommand {}

    record HowMuch() implements PlayerQuery {}

    record Sum(int sum) implements Message {}

    @Override
    public GameInfo info() {
        return info;
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(List.of(Add.class, HowMuch.class, Sum.class));
    }

    @Override
    public Simulation open(Opening opening) {
        return new Play(0);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return new Play(state.int32());
    }

    private static final class Play implements Simulation {
        private int sum;

        Play(int sum) {
            this.sum = sum;
        }

        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            if (input instanceof Input.Command command) {
                sum += ((Add) command.command()).value();
            }
            return Verdict.ACCEPTED;
        }

        @Override
        public void step(long tick, Out out) {}

        @Override
        public long nextStep(long tick) {
            return tick + 1;
        }

        @Override
        public Message view(Viewer viewer) {
            return new Sum(sum);
        }

        @Override
        public Answer query(int seat, PlayerQuery query) {
            return new Answer.Found(new Sum(sum));
        }

        @Override
        public void write(StateWriter out) {
            out.int32(sum);
        }

        @Override
        public Optional<Standings> standings() {
            return sum < END
                    ? Optional.empty()
                    : Optional.of(
                            new Standings(
                                    "counted",
                                    List.of(new Standings.Place(0, 1, new TreeMap<>()))));
        }
    }
}
