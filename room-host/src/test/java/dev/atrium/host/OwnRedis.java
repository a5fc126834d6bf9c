package dev.atrium.host;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.nio.file.Path;

/** A Redis of a test's own, which keeps every write on disk and may be killed and started again. */
final class OwnRedis implements AutoCloseable {
    private final Path folder;
    private final int port;
    private RedisServer server;

    private OwnRedis(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static OwnRedis start(Path folder) throws IOException {
        OwnRedis redis = new OwnRedis(folder, LocalStores.freePort());
        redis.start();
        return redis;
    }

    void start() throws IOException {
        server =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly yes")
                        .setting("appendfsync always")
                        .setting("dir " + folder)
                        .build();
        server.start();
    }

    void stop() throws IOException {
        server.stop();
    }

    /** It loses all that it had. */
    void flush() {
        RedisClient client = RedisClient.create(uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().flushall();
        } finally {
            client.shutdown();
        }
    }

    /** It loses the last entry of a stream, as one does that took over before it had all. */
    void loseLastOf(String stream) {
        RedisClient client = RedisClient.create(uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            String last =
                    connection
                            .sync()
                            .xrevrange(stream, Range.unbounded(), Limit.from(1))
                            .getFirst()
                            .getId();
            connection.sync().xdel(stream, last);
        } finally {
            client.shutdown();
        }
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
