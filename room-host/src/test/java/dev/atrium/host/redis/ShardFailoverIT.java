package dev.atrium.host.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.journal.JournalStore;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RedisShards;

import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A shard of a cluster dies while rooms of a host are journalled in all of them. */
class ShardFailoverIT {
    private static final RedisKeys KEYS = new RedisKeys("failover:");

    /** Of a command, as hosts have it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration FOUND_AGAIN = Duration.ofSeconds(30);

    /** While the shard is gone. */
    private static final int APPENDS_MEANWHILE = 20;

    @AutoClose private final RedisShards shards = RedisShards.start(3);
    @AutoClose private final RedisThreads threads = new RedisThreads();

    @AutoClose
    private final RedisCluster<byte[], byte[]> cluster =
            RedisCluster.connect(
                    threads.resources(),
                    RedisURI.builder()
                            .withHost("127.0.0.1")
                            .withPort(shards.port(0))
                            .withTimeout(TIMEOUT)
                            .build(),
                    ByteArrayCodec.INSTANCE);

    private final JournalStore store = new RedisJournalStore(cluster.commands(), KEYS);

    private String roomOn(int shard) {
        String room = RoomId.draw().value();
        while (shards.shardOf(KEYS.journal(room)) != shard) {
            room = RoomId.draw().value();
        }
        await(store.raiseFence(room, 1));
        append(room, 0);
        return room;
    }

    private void append(String room, int index) {
        await(store.append(room, 1, index, List.of(new byte[] {(byte) index})));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void itsRoomsWaitInBoundedTimeAndGoOnAndTheOthersNoticeNothing() {
        int replica = shards.addReplica(1);
        String lost = roomOn(1);
        String other = roomOn(2);

        shards.kill(1);

        long before = System.nanoTime();
        assertThrows(CompletionException.class, () -> append(lost, 1));
        assertTrue(System.nanoTime() - before < 2 * TIMEOUT.toNanos(), "in bounded time");
        for (int i = 1; i <= APPENDS_MEANWHILE; i++) {
            long start = System.nanoTime();
            append(other, i);
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(tookMs < TIMEOUT.toMillis() / 2, "others do not wait: " + tookMs);
        }

        shards.takeOver(replica);

        appendWithin(lost, FOUND_AGAIN);
        assertEquals(2, await(store.read(lost)).count(), "what was stored before is there");
        assertEquals(1 + APPENDS_MEANWHILE, await(store.read(other)).count());
    }

    /** Again and again, as the host's journal does; what was not answered may be stored already. */
    private void appendWithin(String room, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                append(room, 1);
                return;
            } catch (CompletionException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }
}
