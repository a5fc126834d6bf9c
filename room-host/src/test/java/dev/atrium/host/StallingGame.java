package dev.atrium.host;

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
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Rules that stand still at one tick, whoever runs or replays them, until {@link #GO_ON}. */
final class StallingGame implements Game {
    static final String ID = "example.stalling";

    /** Counted down when the tests that play it are over. */
    static final CountDownLatch GO_ON = new CountDownLatch(1);

    private static final int RATE_HZ = 10;
    private static final long STANDS_AT = 2L * RATE_HZ;

    /** What is shown. */
    record Clock(long tick) implements Message {}

    @Override
    public GameInfo info() {
        return new GameInfo(
                ID,
                1,
                1,
                1,
                RATE_HZ,
                RATE_HZ,
                GameInfo.Durability.RELAXED,
                GameInfo.CommandTiming.AT_TICK,
                GameInfo.AfterGap.PAUSE,
                GameInfo.ViewScope.SHARED,
                GameInfo.Ranking.UNRANKED);
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(List.of(Clock.class));
    }

    @Override
    public Simulation open(Opening opening) {
        return new Play(0);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return new Play(state.int64());
    }

    private static final class Play implements Simulation {
        private long tick;

        Play(long tick) {
            this.tick = tick;
        }

        @Override
        public Verdict apply(long now, Input.ToGame input, Out out) {
            return Verdict.ACCEPTED;
        }

        @Override
        public void step(long at, Out out) {
            tick = at;
            while (at >= STANDS_AT && GO_ON.getCount() > 0) {
                try {
                    GO_ON.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        @Override
        public long nextStep(long at) {
            return at + 1;
        }

        @Override
        public Message view(Viewer viewer) {
            return new Clock(tick);
        }

        @Override
        public void write(StateWriter out) {
            out.int64(tick);
        }

        @Override
        public Optional<Standings> standings() {
            return Optional.empty();
        }
    }
}
