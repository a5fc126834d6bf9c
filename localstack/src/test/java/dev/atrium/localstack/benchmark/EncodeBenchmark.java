package dev.atrium.localstack.benchmark;

import dev.atrium.message.Message;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.ServerMessage;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a view of a full room costs in each of its forms; 20 of them a second and room. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {
    private static final int VIEWS = 600;

    private final CompactFrames frames;
    private final ArenaRoom room = new ArenaRoom();
    private final List<CompactView> views = new ArrayList<>();
    private int next = 1;

    /** Half a minute of play. */
    public EncodeBenchmark() {
        frames = new CompactFrames(room.game.compactForm().orElseThrow());
        for (int i = 0; i < VIEWS; i++) {
            views.add(room.nextView());
        }
    }

    private CompactView next() {
        next = next == VIEWS - 1 ? 1 : next + 1;
        return views.get(next);
    }

    /** The view as the rules give it, before any encoding. */
    @Benchmark
    public Message view() {
        return room.view();
    }

    /** What those get who have the view before it. */
    @Benchmark
    public byte[] delta() {
        CompactView view = next();
        return frames.delta(views.get(next - 1), view);
    }

    /** What those get who join. */
    @Benchmark
    public byte[] keyframe() {
        return frames.keyframe(next());
    }

    /** The same as JSON. */
    @Benchmark
    public byte[] json() {
        CompactView view = next();
        return ServerMessage.inStream(
                view.position(), ServerMessage.Fields.NONE, view.view(), MessageJson.NO_CLOCK);
    }
}
