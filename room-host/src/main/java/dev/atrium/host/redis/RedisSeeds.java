package dev.atrium.host.redis;

import dev.atrium.host.room.SeedSource;
import dev.atrium.identity.SeedSeal;
import dev.atrium.schema.RedisKeys;
import dev.atrium.state.StateFormatException;
import dev.atrium.vrf.DrawnSeed;

import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/**
 * Seeds sealed in Redis beside their journals: who takes a room over needs its seed. Draws random
 * ones; whoever draws first decides.
 */
public final class RedisSeeds implements SeedSource {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSeeds.class);

    /** Of a room that nobody ends; one that ends takes its seed with its journal. */
    private static final long FORGOTTEN_AFTER_MS = 90L * 24 * 3600 * 1000;

    private final RedisClusterAsyncCommands<byte[], byte[]> redis;
    private final RedisKeys keys;
    private final SeedSeal seal;
    private final SecureRandom random = new SecureRandom();

    /** Seeds behind those commands, which others may share. */
    public RedisSeeds(
            RedisClusterAsyncCommands<byte[], byte[]> redis, RedisKeys keys, SeedSeal seal) {
        this.redis = redis;
        this.keys = keys;
        this.seal = seal;
    }

    @Override
    public CompletionStage<DrawnSeed> draw(Room room, SortedMap<Integer, String> nonces) {
        String roomId = room.roomId();
        byte[] key = key(roomId);
        byte[] drawn = seal.seal(roomId, SeedSource.draw(random).reveal());
        SetArgs first = SetArgs.Builder.nx().px(FORGOTTEN_AFTER_MS);
        return redis.set(key, drawn, first)
                .thenCompose(set -> redis.get(key))
                .thenApply(kept -> DrawnSeed.of(seal.open(roomId, kept)));
    }

    @Override
    public CompletionStage<Optional<DrawnSeed>> find(Room room) {
        String roomId = room.roomId();
        return redis.get(key(roomId))
                .thenApply(kept -> kept == null ? Optional.empty() : opened(roomId, kept));
    }

    @Override
    public CompletionStage<Void> keep(String roomId, DrawnSeed seed) {
        SetArgs whatever = SetArgs.Builder.px(FORGOTTEN_AFTER_MS);
        return redis.set(key(roomId), seal.seal(roomId, seed.reveal()), whatever)
                .thenAccept(done -> {});
    }

    /** One under another key is as good as lost, and asking again would not find it. */
    private Optional<DrawnSeed> opened(String roomId, byte[] kept) {
        try {
            return Optional.of(DrawnSeed.of(seal.open(roomId, kept)));
        } catch (IllegalArgumentException | StateFormatException e) {
            LOG.atError().addKeyValue("room", roomId).log("its seed is not to be opened");
            return Optional.empty();
        }
    }

    private byte[] key(String roomId) {
        return keys.seed(roomId).getBytes(StandardCharsets.UTF_8);
    }
}
