package dev.atrium.localstack.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.wire.AppliedInputs;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.WireException;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What reading costs: a player's input on the host, a view at a client. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    private static final double MS_A_TICK = 1000 / 60.0;
    private static final byte[] JSON =
            ("{\"action\":\"move-warrior\",\"room\":\"3f0c\",\"warriorId\":\"7-0\","
                            + "\"direction\":\"ne\",\"seq\":1234}")
                    .getBytes(UTF_8);

    private final CompactFrames frames;
    private final CompactView before;
    private final byte[] keyframe;
    private final byte[] delta;
    private final byte[] command;
    private final AppliedInputs applied = new AppliedInputs(7);

    /** A room that has played for a while. */
    public DecodeBenchmark() {
        ArenaRoom room = new ArenaRoom();
        frames = new CompactFrames(room.game.compactForm().orElseThrow());
        for (int i = 0; i < 200; i++) {
            room.nextView();
        }
        before = room.nextView();
        keyframe = frames.keyframe(before);
        delta = frames.delta(before, room.nextView());
        command = frames.command(1_234, new MoveWarrior("7-0", Direction.NE, Optional.empty()));
        applied.read(keyframe);
    }

    /** An input of {@code atrium.v1}, on the host. */
    @Benchmark
    public CompactFrames.Command compactCommand() {
        return frames.readCommand(7, command);
    }

    /** The same as JSON. */
    @Benchmark
    public MoveWarrior jsonCommand() throws WireException {
        return ClientMessage.parse(JSON).as(MoveWarrior.class);
    }

    /** A whole view, at a client. */
    @Benchmark
    public CompactView compactDelta() {
        return frames.readDelta(before, delta, MS_A_TICK);
    }

    /** The one number of it that the load generator wants. */
    @Benchmark
    public long appliedInputs() {
        return applied.read(delta);
    }
}
