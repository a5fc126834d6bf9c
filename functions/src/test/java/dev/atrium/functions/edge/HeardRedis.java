package dev.atrium.functions.edge;

import dev.atrium.functions.redis.FunctionRedis;
import dev.atrium.rights.UsedRights;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

/** Hears of each handler that asks Redis. */
record HeardRedis(FunctionRedis redis) implements FunctionRedis {
    @Override
    public StatefulConnection<String, String> connection() {
        UsedRights.heardOfRedis();
        return redis.connection();
    }

    @Override
    public RedisClusterCommands<String, String> commands() {
        UsedRights.heardOfRedis();
        return redis.commands();
    }

    @Override
    public void disconnect() {
        redis.disconnect();
    }
}
