package dev.atrium.host.ban;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.host.config.Edges;
import dev.atrium.host.front.Conduct;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Conduct in the stores. DynamoDB has the bans; Redis repeats them, since everybody who enters a
 * room is asked about. Should Redis have lost one, its player meets it when he connects next, and
 * it is repeated there: without a new connection he gets no new ticket.
 */
public final class StoredConduct implements Conduct {
    private static final Logger LOG = LoggerFactory.getLogger(StoredConduct.class);

    /** The reason of a ban for closes for abuse. */
    public static final String ABUSE = "abuse";

    private static final long ASK_TIMEOUT_S = 2;

    /** Bans written at once; beyond it one is not written now, and the next close tries again. */
    private static final int WRITES_MAX = 64;

    private final StatefulRedisConnection<byte[], byte[]> redis;
    private final RedisKeys keys;
    private final BanBook book;
    private final AbuseCount count;
    private final Edges.Abuse abuse;
    private final Executor blocking;
    private final InstantSource clock;
    private final Semaphore writes = new Semaphore(WRITES_MAX);

    /**
     * The stores.
     *
     * @param redis what is counted, and bans once more
     * @param keys of it
     * @param book the record of bans
     */
    public record Stores(
            StatefulRedisConnection<byte[], byte[]> redis, RedisKeys keys, BanBook book) {}

    /**
     * Conduct of a deployment.
     *
     * @param abuse how much of it leads to a ban
     * @param blocking for writing bans
     * @param clock wall time
     */
    public StoredConduct(Stores stores, Edges.Abuse abuse, Executor blocking, InstantSource clock) {
        this.redis = stores.redis();
        this.keys = stores.keys();
        this.book = stores.book();
        this.count = new AbuseCount(redis, keys, abuse.windowMs());
        this.abuse = abuse;
        this.blocking = blocking;
        this.clock = clock;
    }

    @Override
    public Optional<Ban> banOf(String playerId) {
        try {
            byte[] endsAt =
                    redis.async()
                            .get(utf8(keys.ban(playerId)))
                            .get(ASK_TIMEOUT_S, TimeUnit.SECONDS);
            // Nearly everybody is not banned; who is gets the whole of it from the record.
            return endsAt == null ? Optional.empty() : book.of(playerId, clock.millis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RedisException e) {
            LOG.warn("Redis does not say who is banned: {}", e.toString());
            return book.of(playerId, clock.millis());
        }
    }

    @Override
    public void closedForAbuse(String playerId) {
        var _ =
                count.add(playerId)
                        .whenComplete(
                                (closes, failure) -> {
                                    if (failure != null) {
                                        LOG.warn("abuse is not counted: {}", failure.toString());
                                    } else if (closes >= abuse.closes()) {
                                        banSoon(playerId);
                                    }
                                });
    }

    private void banSoon(String playerId) {
        if (!writes.tryAcquire()) {
            LOG.error("too many bans at once: one is left to the next close for abuse");
            return;
        }
        blocking.execute(
                () -> {
                    try {
                        ban(playerId);
                    } catch (SdkException e) {
                        LOG.error("player {} could not be banned: {}", playerId, e.toString());
                    } finally {
                        writes.release();
                    }
                });
    }

    private void ban(String playerId) {
        long nowMs = clock.millis();
        Ban ban = new Ban(playerId, ABUSE, nowMs, nowMs + abuse.banMs());
        if (book.write(ban)) {
            LOG.info("player {} is banned until {}", playerId, ban.endsAtMs());
        }
        // Also where a ban stood that ends later: Redis may have lost it.
        book.of(playerId, nowMs).ifPresent(this::repeat);
    }

    private void repeat(Ban ban) {
        var _ =
                redis.async()
                        .set(
                                utf8(keys.ban(ban.playerId())),
                                utf8(Long.toString(ban.endsAtMs())),
                                SetArgs.Builder.px(ban.keptMs(clock.millis())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
