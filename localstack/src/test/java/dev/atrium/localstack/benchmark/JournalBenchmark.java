package dev.atrium.localstack.benchmark;

import dev.atrium.game.Input;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.host.redis.RedisJournalStore;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.localstack.store.LocalRedis;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What a room appends every 50 ms: the inputs of three ticks and a mark. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBenchmark {
    private static final long WAIT_S = 5;

    /** Inputs of one append, of a room of 20. */
    private static List<Input.Command> inputs() {
        ArenaRoom room = new ArenaRoom();
        List<Input.Command> inputs = new ArrayList<>();
        for (int i = 0; i < ArenaRoom.TICKS_A_VIEW; i++) {
            inputs.addAll(room.inputs());
            room.step();
        }
        return inputs;
    }

    /** Appends that are stored at once, so that only the room's own part is measured. */
    @State(Scope.Thread)
    public static class AtOnce {
        private final List<Input.Command> inputs = inputs();
        private final JournalWriter writer =
                new JournalWriter(
                        new JournalWriter.Place(new NullJournalStore(), "room", 1),
                        new JournalCodec(new ArenaRoom().game.vocabulary()),
                        failure -> {});
        private long tick;
    }

    /** The loop's share: encode, chain, hand over, take note. */
    @Benchmark
    public long appendOnTheLoop(AtOnce journal) {
        journal.tick += ArenaRoom.TICKS_A_VIEW;
        for (Input.Command input : journal.inputs) {
            journal.writer.applied(journal.tick, input);
        }
        journal.writer.mark(journal.tick, Optional.empty());
        journal.writer.flush();
        journal.writer.stored();
        return journal.writer.entries();
    }

    /** A real Redis, one append at a time. */
    @State(Scope.Benchmark)
    public static class InRedis {
        /** A new journal after so many appends, about as long as a match's. */
        private static final int APPENDS_A_ROOM = 2_000;

        private final List<byte[]> group = new ArrayList<>();
        private @Nullable Running running;
        private long appends;
        private String room = "";

        /** The server and the way to it. */
        private record Running(
                LocalRedis redis,
                RedisClient client,
                StatefulRedisConnection<byte[], byte[]> connection,
                RedisJournalStore store) {}

        /** Starts it. */
        @Setup
        public void begin() throws IOException {
            LocalRedis redis = LocalRedis.start(Files.createTempDirectory("atrium-benchmark-"));
            RedisClient client = RedisClient.create(redis.uri().toString());
            StatefulRedisConnection<byte[], byte[]> connection =
                    client.connect(ByteArrayCodec.INSTANCE);
            RedisJournalStore store =
                    new RedisJournalStore(connection.async(), new RedisKeys("benchmark:"));
            running = new Running(redis, client, connection, store);
            JournalCodec codec = new JournalCodec(new ArenaRoom().game.vocabulary());
            int index = 0;
            for (Input.Command input : inputs()) {
                group.add(codec.encode(new JournalEntry.Applied(1, index++, input)));
            }
            group.add(codec.encode(new JournalEntry.Mark(3, Optional.empty())));
        }

        /** Ends it. */
        @TearDown
        public void end() {
            Running ended = Objects.requireNonNull(running);
            ended.connection().close();
            ended.client().shutdown();
            ended.redis().close();
        }

        private long append() throws Exception {
            RedisJournalStore store = Objects.requireNonNull(running).store();
            long inRoom = appends++ % APPENDS_A_ROOM;
            if (inRoom == 0 || room.isEmpty()) {
                appends = 1;
                inRoom = 0;
                room = "room-" + System.nanoTime();
                done(store.raiseFence(room, 1));
            }
            done(store.append(room, 1, inRoom * group.size(), group));
            return appends;
        }

        private static void done(CompletionStage<?> stage) throws Exception {
            stage.toCompletableFuture().get(WAIT_S, TimeUnit.SECONDS);
        }
    }

    /** The whole way to the store and back. */
    @Benchmark
    public long appendToRedis(InRedis journal) throws Exception {
        return journal.append();
    }
}
