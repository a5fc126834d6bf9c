package dev.atrium.host.room;

import dev.atrium.dice.Dice;
import dev.atrium.game.Claim;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.JudgedCommand;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.Simulation;
import dev.atrium.game.Spot;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.List;
import java.util.Optional;

/** Two runners on a line, each his seat's, who go as many units a tick as they are told. */
final class TrackGame implements Game {
    static final int RATE_HZ = 20;
    static final int FAR_MAX = 50;

    private static final int SEATS = 2;

    /**
     * Lets a runner go.
     *
     * @param runner whose seat's he is
     * @param pace units a tick
     * @param at where he is said to be
     */
    record Run(int runner, int pace, Optional<Integer> at) implements JudgedCommand {
        @Override
        public int wanted() {
            return 1_000 * runner + pace;
        }

        @Override
        public Optional<Claim> claim() {
            return at.map(x -> new Claim("runner", new Spot(x, 0), FAR_MAX));
        }

        @Override
        public Optional<Spot> spotIn(Message view) {
            Track track = (Track) view;
            return Optional.of(new Spot(runner == 0 ? track.first() : track.second(), 0));
        }
    }

    record Track(int first, int second) implements Message {}

    @Override
    public GameInfo info() {
        return new GameInfo(
                "test.track",
                1,
                1,
                SEATS,
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
        return Vocabulary.of(List.of(Run.class, Track.class));
    }

    @Override
    public Simulation open(Opening opening) {
        return new Play();
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        Play play = new Play();
        for (int i = 0; i < SEATS; i++) {
            play.x[i] = state.int32();
            play.pace[i] = state.int32();
            play.out[i] = state.bool();
        }
        return play;
    }

    private static final class Play implements Simulation {
        private final int[] x = new int[SEATS];
        private final int[] pace = new int[SEATS];
        private final boolean[] out = new boolean[SEATS];

        @Override
        public Verdict apply(long tick, Input.ToGame input, Out told) {
            if (input instanceof Input.Command command) {
                Run run = (Run) command.command();
                if (run.runner() != command.seat()) {
                    return Verdict.refused("not-owner", "That runner is not yours.");
                }
                pace[run.runner()] = run.pace();
            } else if (input instanceof Input.Forfeited forfeited) {
                if (out[forfeited.seat()]) {
                    return Verdict.REPEATED;
                }
                out[forfeited.seat()] = true;
                pace[forfeited.seat()] = 0;
            }
            return Verdict.ACCEPTED;
        }

        @Override
        public void step(long tick, Out told) {
            for (int i = 0; i < SEATS; i++) {
                x[i] += pace[i];
            }
        }

        @Override
        public long nextStep(long tick) {
            return tick + 1;
        }

        @Override
        public Message view(Viewer viewer) {
            return new Track(x[0], x[1]);
        }

        @Override
        public void write(StateWriter state) {
            for (int i = 0; i < SEATS; i++) {
                state.int32(x[i]).int32(pace[i]).bool(out[i]);
            }
        }

        @Override
        public Optional<Standings> standings() {
            return Optional.empty();
        }
    }
}
