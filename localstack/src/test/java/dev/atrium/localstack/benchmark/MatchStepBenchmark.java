package dev.atrium.localstack.benchmark;

import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.SiegeGame;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What a tick of a match costs while nearly all live, with its inputs and its share of opening. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchStepBenchmark {
    private final MatchRoom blitz = new MatchRoom(new BlitzGame(), 3, 3, 3, 3, 3, 3, 2);
    private final MatchRoom siege = new MatchRoom(new SiegeGame(), fives(20));

    private static int[] fives(int seats) {
        int[] warriors = new int[seats];
        Arrays.fill(warriors, 5);
        return warriors;
    }

    /** Blitz with 20 warriors; promised 5 µs. */
    @Benchmark
    public long blitz() {
        return blitz.step();
    }

    /** Siege with 100 warriors; promised 40 µs. */
    @Benchmark
    public long siege() {
        return siege.step();
    }
}
