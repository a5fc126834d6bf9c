package dev.atrium.host.redis;

import dev.atrium.host.LocalStores;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStoreContractTest;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Journals in a real Redis keep the contract. */
class RedisJournalStoreIT extends JournalStoreContractTest {
    private static RedisClient client;
    private static StatefulRedisConnection<byte[], byte[]> connection;

    @BeforeAll
    static void connect() {
        client = RedisClient.create(LocalStores.get().redisUri());
        connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    @AfterAll
    static void disconnect() {
        connection.close();
        client.shutdown();
    }

    @Override
    protected JournalStore store() {
        return new RedisJournalStore(connection, new RedisKeys("contract:"));
    }
}
