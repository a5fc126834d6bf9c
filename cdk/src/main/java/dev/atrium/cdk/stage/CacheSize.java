package dev.atrium.cdk.stage;

/**
 * What Redis's keys live on: a Valkey cluster, in cluster mode whatever its size.
 *
 * @param nodeType of ElastiCache, {@code cache.…}
 * @param shards 1 to {@value #SHARDS_MAX}
 * @param replicas of each shard, 0 to {@value #REPLICAS_MAX}; without any a node that is lost takes
 *     its shard with it
 */
public record CacheSize(String nodeType, int shards, int replicas) {
    /** Far more than our keys need. */
    public static final int SHARDS_MAX = 90;

    /** Of ElastiCache. */
    public static final int REPLICAS_MAX = 5;

    public CacheSize {
        if (!nodeType.matches("cache\\.[a-z0-9]+\\.[a-z0-9]+")) {
            throw new IllegalArgumentException("nodeType=" + nodeType + " (allowed: cache.…)");
        }
        if (shards < 1 || shards > SHARDS_MAX) {
            throw new IllegalArgumentException(
                    "shards=" + shards + " (allowed: 1-" + SHARDS_MAX + ")");
        }
        if (replicas < 0 || replicas > REPLICAS_MAX) {
            throw new IllegalArgumentException(
                    "replicas=" + replicas + " (allowed: 0-" + REPLICAS_MAX + ")");
        }
    }

    /** Whether a replica takes over for a node that is lost. */
    public boolean failsOver() {
        return replicas > 0;
    }
}
