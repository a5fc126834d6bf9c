package dev.atrium.host.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStoreContractTest;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RedisShards;

import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Journals in a cluster of three shards keep the contract. */
class RedisClusterIT extends JournalStoreContractTest {
    private static final RedisThreads THREADS = new RedisThreads();
    private static final RedisKeys KEYS = new RedisKeys("contract:");
    private static final int ROOMS = 60;
    private static RedisShards shards;
    private static RedisCluster<byte[], byte[]> cluster;

    @BeforeAll
    static void connect() {
        shards = RedisShards.start(3);
        cluster =
                RedisCluster.connect(
                        THREADS.resources(),
                        RedisURI.create("127.0.0.1", shards.port(0)),
                        ByteArrayCodec.INSTANCE);
    }

    @AfterAll
    static void disconnect() {
        cluster.close();
        THREADS.close();
        shards.close();
    }

    @Override
    protected JournalStore store() {
        return new RedisJournalStore(cluster.commands(), KEYS);
    }

    /** Each is known of no script yet when the first room comes to it. */
    @Test
    void roomsAreOnEveryShard() {
        Set<Integer> used = new TreeSet<>();
        for (int i = 0; i < ROOMS; i++) {
            String room = RoomId.draw().value();
            await(store().raiseFence(room, 1));
            await(store().append(room, 1, 0, List.of(new byte[] {1})));
            await(store().keepSnapshot(room, 1, new byte[] {2}));
            assertEquals(1, await(store().read(room)).count());
            await(store().expire(room, 1, 60_000));
            used.add(shards.shardOf(KEYS.journal(room)));
        }
        assertEquals(Set.of(0, 1, 2), used);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
