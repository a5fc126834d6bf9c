package dev.atrium.functions.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Redis for one function: one connection, made when it is first wanted, and threads of its own.
 * Where a shard of a cluster is not connected a command waits for it up to its timeout; where one
 * node is all there is it fails at once. Thread-safe.
 */
public interface FunctionRedis {
    /**
     * Where both libraries would prepare events for the JDK's flight recorder, which nobody starts
     * in a function; it takes a tenth of a second to do so.
     */
    List<String> FLIGHT_RECORDERS = List.of("io.lettuce.core.jfr", "io.netty.jfr.enabled");

    /**
     * Turns off what only a recording of this process would want, unless somebody has said
     * otherwise. For processes of functions alone, before the first client.
     */
    static void recordNothing() {
        for (String property : FLIGHT_RECORDERS) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "false");
            }
        }
    }

    /**
     * A client of that Redis, which connects to nothing yet.
     *
     * @param cluster whether it is a cluster: its slots are then asked for at that address, and
     *     each command goes to the shard that has its key
     * @param timeout of connecting and of each command
     */
    static FunctionRedis of(URI address, boolean cluster, Duration timeout) {
        return cluster ? ManyShards.of(address, timeout) : OneNode.of(address, timeout);
    }

    /**
     * For who dispatches commands of his own.
     *
     * @throws io.lettuce.core.RedisException if it cannot be reached
     */
    StatefulConnection<String, String> connection();

    /**
     * All commands; in a cluster those of one key, or of keys of one slot.
     *
     * @throws io.lettuce.core.RedisException if it cannot be reached
     */
    RedisClusterCommands<String, String> commands();

    /** Ends its connections, then its threads, each within its timeout; it is of no use then. */
    void disconnect();
}
