package dev.atrium.functions.settle;

import dev.atrium.dice.Dice;
import dev.atrium.game.Destination;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.Simulation;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.game.party.RoundPlayed;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.List;
import java.util.Optional;

/**
 * A party game without a party: each second a round of a script is over, and then it ends as the
 * script says.
 *
 * @param id which begins with {@code party.} if it is to be kept as one
 * @param script how it goes
 */
record ScoredGame(String id, Script script) implements Game {
    private static final int RATE_HZ = 10;

    /** How a game goes. */
    record Script(List<RoundPlayed> rounds, Standings standings) {}

    /** All that there is to see. */
    record Scored(int rounds) implements Message {}

    @Override
    public GameInfo info() {
        return new GameInfo(
                id,
                1,
                0,
                8,
                RATE_HZ,
                RATE_HZ,
                GameInfo.Durability.STRICT,
                GameInfo.CommandTiming.ON_ARRIVAL,
                GameInfo.AfterGap.PAUSE,
                GameInfo.ViewScope.SHARED,
                GameInfo.Ranking.RANKED);
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(List.of(RoundPlayed.class));
    }

    @Override
    public Simulation open(Opening opening) {
        return new Play(0);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return new Play(state.int32());
    }

    private final class Play implements Simulation {
        private int seconds;

        Play(int seconds) {
            this.seconds = seconds;
        }

        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            return Verdict.ACCEPTED;
        }

        @Override
        public void step(long tick, Out out) {
            if (seconds < script.rounds().size()) {
                out.effect(Destination.HISTORY, script.rounds().get(seconds));
            }
            seconds++;
        }

        @Override
        public long nextStep(long tick) {
            return (tick / RATE_HZ + 1) * RATE_HZ;
        }

        @Override
        public Message view(Viewer viewer) {
            return new Scored(seconds);
        }

        @Override
        public void write(StateWriter out) {
            out.int32(seconds);
        }

        @Override
        public Optional<Standings> standings() {
            return seconds > script.rounds().size()
                    ? Optional.of(script.standings())
                    : Optional.empty();
        }
    }
}
