package dev.atrium.functions.priming;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

/** Asks Redis what handlers ask it. */
public final class RedisPriming {
    private static final long KEPT_MS = 1_000;

    private RedisPriming() {}

    /**
     * Runs.
     *
     * @param key that nobody else uses; it stays for a second
     * @throws io.lettuce.core.RedisException if Redis does not answer
     */
    public static void run(RedisClusterCommands<String, String> redis, String key) {
        var _ = redis.set(key, "1", SetArgs.Builder.px(KEPT_MS));
        var _ = redis.get(key);
        var _ = redis.pttl(key);
        var _ = redis.zrevrangeWithScores(key + "-none", 0, 0);
        var _ =
                redis.eval(
                        "return {1, redis.call('PTTL', KEYS[1])}",
                        ScriptOutputType.MULTI,
                        new String[] {key},
                        "1");
    }
}
