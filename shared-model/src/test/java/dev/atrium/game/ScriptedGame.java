package dev.atrium.game;

import dev.atrium.dice.Dice;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A game that does what a test tells it to, and counts what it is asked. */
final class ScriptedGame implements Game {
    final List<Input> asked = new ArrayList<>();
    final List<Long> stepped = new ArrayList<>();
    Script script = (input, out) -> Verdict.ACCEPTED;
    NextStep nextStep = tick -> Simulation.NEVER;
    boolean over;

    private final String id;
    private final int rulesVersion;

    ScriptedGame(String id, int rulesVersion) {
        this.id = id;
        this.rulesVersion = rulesVersion;
    }

    /** What the game says to an input. */
    interface Script {
        Verdict apply(Input.ToGame input, Out out);
    }

    /** When it wants to be woken. */
    interface NextStep {
        long after(long tick);
    }

    record Say(String words) implements PlayerCommand {}

    record Ask() implements PlayerQuery {}

    @Override
    public GameInfo info() {
        return new GameInfo(
                id,
                rulesVersion,
                1,
                4,
                10,
                10,
                GameInfo.Durability.RELAXED,
                GameInfo.CommandTiming.AT_TICK,
                GameInfo.AfterGap.PAUSE,
                GameInfo.ViewScope.SHARED,
                GameInfo.Ranking.RANKED);
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(List.of(Say.class, Ask.class));
    }

    @Override
    public Simulation open(Opening opening) {
        if (opening.options().containsKey("bad")) {
            throw new IllegalArgumentException("bad is no option");
        }
        return new Play();
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        int written = state.int32();
        if (written != 42) {
            throw new IllegalArgumentException("state=" + written + " (allowed: 42)");
        }
        return new Play();
    }

    private final class Play implements Simulation {
        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            asked.add(input);
            return script.apply(input, out);
        }

        @Override
        public void step(long tick, Out out) {
            stepped.add(tick);
            out.event(Audience.ALL, new Say("tick " + tick));
        }

        @Override
        public long nextStep(long tick) {
            return nextStep.after(tick);
        }

        @Override
        public Message view(Viewer viewer) {
            return new Say(viewer.toString());
        }

        @Override
        public void write(StateWriter out) {
            out.int32(42);
        }

        @Override
        public Optional<Standings> standings() {
            List<Standings.Place> places = List.of(new Standings.Place(0, 1, new TreeMap<>()));
            return over ? Optional.of(new Standings("script", places)) : Optional.empty();
        }
    }
}
