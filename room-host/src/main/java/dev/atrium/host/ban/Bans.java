package dev.atrium.host.ban;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.ban.Forfeit;
import dev.atrium.schema.RedisKeys;
import dev.atrium.signout.Eviction;
import dev.atrium.wire.CloseCode;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The bans of a deployment. DynamoDB has them; Redis repeats who is banned, since everybody who
 * enters a room is asked about, and nobody is banned by its word alone. Should Redis have lost one,
 * its player meets it when he connects next, and it is repeated there: without a new connection he
 * gets no new ticket. Blocking and thread-safe.
 */
public final class Bans {
    private static final Logger LOG = LoggerFactory.getLogger(Bans.class);
    private static final long ASK_TIMEOUT_S = 2;

    private final BanBook book;
    private final RedisClusterAsyncCommands<byte[], byte[]> redis;
    private final RedisKeys keys;
    private final InstantSource clock;

    /**
     * Bans in that book.
     *
     * @param redis where they are repeated
     * @param clock wall time
     */
    public Bans(
            BanBook book,
            RedisClusterAsyncCommands<byte[], byte[]> redis,
            RedisKeys keys,
            InstantSource clock) {
        this.book = book;
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
    }

    /** The ban that keeps a player out now: Redis says whether the record need be asked at all. */
    public Optional<Ban> ofWhoEnters(String playerId) {
        try {
            byte[] endsAt = redis.get(key(playerId)).get(ASK_TIMEOUT_S, TimeUnit.SECONDS);
            // Nearly everybody is not banned; who is gets the whole of it from the record.
            return endsAt == null ? Optional.empty() : of(playerId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RedisException e) {
            LOG.warn("Redis does not say who is banned: {}", e.toString());
            return of(playerId);
        }
    }

    /** The ban that keeps a player out now, as the record has it. */
    public Optional<Ban> of(String playerId) {
        return book.of(playerId, clock.millis());
    }

    /**
     * A page of the bans that count now.
     *
     * @param limit 1 to {@link BanBook#PAGE_MAX}
     * @param after the {@code next} of the page before
     */
    public BanBook.Bans page(int limit, Optional<String> after) {
        return book.page(limit, after, clock.millis());
    }

    /**
     * Bans for something that is no forfeit.
     *
     * @param forMs from now on, above 0; {@link Ban#NEVER}: for good
     * @return what keeps him out now: it may be another that ends as late or later
     */
    public Optional<Ban> ban(String playerId, String reason, long forMs) {
        long nowMs = clock.millis();
        long endsAtMs = forMs == Ban.NEVER ? Ban.NEVER : nowMs + forMs;
        boolean written = book.write(new Ban(playerId, reason, nowMs, endsAtMs));
        // Also where a ban stood that ends later: Redis may have lost it.
        Optional<Ban> stands = book.of(playerId, nowMs);
        if (written) {
            stands.ifPresent(Bans::log);
        }
        stands.ifPresent(this::repeat);
        return stands;
    }

    /** Bans for a forfeit, once however often it is told. */
    public Optional<Ban> forfeited(Forfeit forfeit) {
        Optional<Ban> stands = book.forfeited(forfeit, clock.millis());
        stands.ifPresent(Bans::log);
        stands.ifPresent(this::repeat);
        return stands;
    }

    private static void log(Ban ban) {
        LOG.atInfo()
                .addKeyValue("player", ban.playerId())
                .log("is banned for {} until {}", ban.reason(), ban.endsAtMs());
    }

    /**
     * Ends the ban that is on.
     *
     * @return that ban as it was ended; empty if none is on
     */
    public Optional<Ban> lift(String playerId) {
        Optional<Ban> lifted = book.lift(playerId, clock.millis());
        // Who is not found there is let in; if it cannot be taken out, the record says the same.
        var _ = redis.del(key(playerId));
        return lifted;
    }

    /** Also into the log of evictions: who is in a room by now is put out of it. */
    private void repeat(Ban ban) {
        byte[] endsAt = utf8(Long.toString(ban.endsAtMs()));
        SetArgs expiring = SetArgs.Builder.px(ban.keptMs(clock.millis()));
        var _ = redis.set(key(ban.playerId()), endsAt, expiring);
        Eviction eviction = new Eviction(ban.playerId(), clock.millis(), CloseCode.BANNED);
        Object[] entry =
                eviction.fields().entrySet().stream()
                        .flatMap(field -> Stream.of(utf8(field.getKey()), utf8(field.getValue())))
                        .toArray();
        XAddArgs trimmed = XAddArgs.Builder.maxlen(Eviction.KEPT_MAX).approximateTrimming();
        var _ = redis.xadd(utf8(keys.evictions()), trimmed, entry);
    }

    private byte[] key(String playerId) {
        return utf8(keys.ban(playerId));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
