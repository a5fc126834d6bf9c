package dev.atrium.host;

import dev.atrium.host.config.HostConfig;
import dev.atrium.host.redis.RedisCluster;
import dev.atrium.host.redis.RedisThreads;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.micronaut.configuration.lettuce.DefaultRedisConfiguration;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;

import jakarta.inject.Singleton;

/** The way to Redis, be it one node or a cluster. */
@Factory
final class RedisWiring {
    private final HostConfig config;

    RedisWiring(HostConfig config) {
        this.config = config;
    }

    @Singleton
    RedisKeys redisKeys() {
        return new RedisKeys(config.redisPrefix());
    }

    @Singleton
    @Bean(preDestroy = "close")
    RedisThreads redisThreads() {
        return new RedisThreads();
    }

    @Singleton
    @Primary
    ClientResources redisResources(RedisThreads threads) {
        return threads.resources();
    }

    /** Micronaut's own client is made where Redis is one node alone. */
    @Singleton
    @Bean(preDestroy = "close")
    BinaryRedis redis(
            RedisThreads threads,
            DefaultRedisConfiguration configured,
            BeanProvider<RedisClient> oneNode) {
        if (config.redisCluster()) {
            RedisCluster<byte[], byte[]> cluster =
                    RedisCluster.connect(
                            threads.resources(),
                            configured.getUri().orElseThrow(),
                            ByteArrayCodec.INSTANCE);
            return new BinaryRedis(cluster.commands(), cluster::close);
        }
        StatefulRedisConnection<byte[], byte[]> connection =
                oneNode.get().connect(ByteArrayCodec.INSTANCE);
        return new BinaryRedis(connection.async(), connection::close);
    }

    /**
     * Redis for bytes; Micronaut's own connection is for text. Shared: Lettuce pipelines.
     *
     * @param commands in a cluster those of one key, or of keys of one slot
     * @param end ends what they go over
     */
    record BinaryRedis(RedisClusterAsyncCommands<byte[], byte[]> commands, Runnable end) {
        void close() {
            end.run();
        }
    }
}
