package dev.atrium.localstack.benchmark;

import dev.atrium.state.StateHash;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/** What a tick of a full room costs, with its inputs; 60 of them a second and room. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StepBenchmark {
    private final ArenaRoom room = new ArenaRoom();

    /** One tick and the inputs that fall into it. */
    @Benchmark
    public long step() {
        return room.step();
    }

    /** The hash that goes into the journal once a second. */
    @Benchmark
    public StateHash hash() {
        return room.machine().hash();
    }
}
