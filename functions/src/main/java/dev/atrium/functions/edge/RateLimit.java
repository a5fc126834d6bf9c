package dev.atrium.functions.edge;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.lettuce.core.RedisCommandTimeoutException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what somebody does within a time, in Redis, for all instances together: a bucket of
 * Bucket4j for each thing and who does it, which expires by itself. Its time begins with the first,
 * and at its end there is all of the allowance again and not a little at a time: whoever is refused
 * is told when that is. Clocks of instances that differ move that by as much. A bucket is one key,
 * read and then replaced if nobody else has meanwhile, so that it lies in one slot of a cluster.
 *
 * <p>Without Redis nobody is let pass: what is limited here costs more than it would spare.
 * Blocking and thread-safe.
 */
public final class RateLimit {
    /** What is left of a bucket's life when it is full again: clocks differ. */
    private static final Duration KEPT_FULL = Duration.ofSeconds(1);

    private static final Map<Rate, BucketConfiguration> BUCKETS =
            Stream.of(Rate.values()).collect(Collectors.toUnmodifiableMap(r -> r, Rate::bucket));

    private final Stores stores;
    private final Once<ProxyManager<String>> buckets;

    /** Counting in these stores. */
    public RateLimit(Stores stores) {
        this.stores = stores;
        this.buckets =
                new Once<>(
                        () ->
                                new LettuceBasedProxyManagerBuilder<>(stores.bucketCommands())
                                        .requestTimeout(Stores.REDIS_TIMEOUT)
                                        .expirationAfterWrite(
                                                ExpirationAfterWriteStrategy
                                                        .basedOnTimeForRefillingBucketUpToMax(
                                                                KEPT_FULL))
                                        .build());
    }

    /** Drops the connection that it counts through; what was counted stays in Redis. */
    void forget() {
        var _ = buckets.forget();
    }

    /** What is counted, and how much of it there may be. */
    public enum Rate {
        /**
         * Messages of the lobby, by player, on however many connections: 60 a minute, after {@code
         * robots-party.md}, and of these 20 a second.
         */
        LOBBY_MESSAGES("lobby", 60, 60_000, 20),
        /** Rooms that somebody opens by hand, by player. */
        ROOMS("create-room", 10, 60_000),
        /** The same by the network that they come from: guests are soon signed up. */
        ROOMS_OF_A_NETWORK("create-room-network", 120, 3_600_000),
        /** Codes that led to no room, by the network that they came from. */
        WRONG_CODES("wrong-code", 10, 60_000),
        /** Guests who sign up, by source network. */
        GUESTS("guest", 100, 60_000),
        /** Puzzles that are asked for, by source network. */
        PUZZLES("puzzle", 100, 60_000),
        /**
         * New players of a source network: never refused, but each {@link
         * dev.atrium.functions.human.ProofOfWork#SIGN_UPS_PER_BIT} make the next one's puzzle twice
         * as long, up to this many.
         */
        SIGN_UPS_OF_A_NETWORK("sign-up-network", 120, 3_600_000),
        /** Challenges asked for, by source network; after {@code nemeths-domain.md}. */
        CHALLENGES("challenge", 100, 60_000),
        /** Answers to challenges, by source network: each costs a check of a signature. */
        VERIFICATIONS("verify", 100, 60_000),
        /** Sessions that follow others, by source network: many may share one. */
        REFRESHES("refresh", 100, 60_000),
        /** Sign-outs everywhere, by source network: each is told to every host. */
        SIGN_OUTS("sign-out", 20, 60_000),
        /** User names that are claimed or given up, and deletions, by player: each costs writes. */
        ACCOUNT_CHANGES("account-change", 10, 60_000),
        /** Pages of somebody's own data, by player: each is read from many tables. */
        EXPORTS("export", 60, 60_000),
        /** Replays, by source network: each is read, checked and packed. */
        REPLAYS("replay", 60, 60_000),
        /** Party games that were played, by source network: each page is read from the tables. */
        HISTORIES("history", 120, 60_000),
        /** Pages of a match to be watched, by source network: each runs a match again. */
        VIEWS("views", 30, 60_000),
        /** {@code army/move} of {@code nemeths-domain.md}, by player. No route counts it yet. */
        ARMY_MOVES("army-move", 10, 60_000),
        /** {@code army/attack} of the same, by player. No route counts it yet. */
        ARMY_ATTACKS("army-attack", 5, 60_000),
        /** {@code building/start} of the same, by player. No route counts it yet. */
        BUILDING_STARTS("building-start", 5, 60_000),
        /** {@code spell/cast} of the same, by player. No route counts it yet. */
        SPELL_CASTS("spell-cast", 10, 60_000),
        /** {@code territory/scout} of the same, by player. No route counts it yet. */
        TERRITORY_SCOUTS("territory-scout", 20, 60_000),
        /**
         * {@code chat/message} of the same, by player: counted over all players, one could silence
         * the others. No route counts it yet.
         */
        CHAT_MESSAGES("chat-message", 30, 60_000);

        private final String what;
        private final int countMax;
        private final long windowMs;
        private final int perSecondMax;

        Rate(String what, int countMax, long windowMs) {
            this(what, countMax, windowMs, countMax);
        }

        Rate(String what, int countMax, long windowMs, int perSecondMax) {
            this.what = what;
            this.countMax = countMax;
            this.windowMs = windowMs;
            this.perSecondMax = perSecondMax;
        }

        /** What is counted, as keys and documents call it. */
        public String what() {
            return what;
        }

        /** So many within {@link #windowMs}. */
        public int countMax() {
            return countMax;
        }

        /** The time, in milliseconds. */
        public long windowMs() {
            return windowMs;
        }

        /** Of these so many within a second. */
        public int perSecondMax() {
            return perSecondMax;
        }

        private BucketConfiguration bucket() {
            ConfigurationBuilder bucket =
                    BucketConfiguration.builder()
                            .addLimit(band(countMax, Duration.ofMillis(windowMs)));
            return perSecondMax < countMax
                    ? bucket.addLimit(band(perSecondMax, Duration.ofSeconds(1))).build()
                    : bucket.build();
        }

        private static Bandwidth band(int count, Duration within) {
            return Bandwidth.builder().capacity(count).refillIntervally(count, within).build();
        }
    }

    /** Whether it may be done. */
    public sealed interface Allowance {
        /** It may. */
        record Granted() implements Allowance {}

        /**
         * It was one too many.
         *
         * @param retryAfterMs when the time is over, at least 1
         */
        record Exceeded(long retryAfterMs) implements Allowance {}
    }

    /**
     * Counts one more.
     *
     * @param who does it: a connection id, a player id, an address or a network
     * @throws io.lettuce.core.RedisException if it cannot be counted
     */
    public Allowance take(Rate rate, String who) {
        return asked(
                rate,
                who,
                bucket -> {
                    var probe = bucket.tryConsumeAndReturnRemaining(1);
                    return probe.isConsumed()
                            ? new Allowance.Granted()
                            : new Allowance.Exceeded(wholeMs(probe.getNanosToWaitForRefill()));
                });
    }

    /**
     * Takes back what was counted: for what counts only if it ends badly. So of many tries at once
     * no more than the limit are under way.
     *
     * @param who as in {@link #take}
     */
    public void giveBack(Rate rate, String who) {
        boolean _ =
                asked(
                        rate,
                        who,
                        bucket -> {
                            bucket.addTokens(1);
                            return true;
                        });
    }

    /**
     * How many were counted in the time that runs, at most {@link Rate#countMax}.
     *
     * @param who as in {@link #take}
     */
    public int taken(Rate rate, String who) {
        long left = asked(rate, who, BucketProxy::getAvailableTokens);
        return (int) Math.max(0, rate.countMax() - left);
    }

    private <T> T asked(Rate rate, String who, Function<BucketProxy, T> question) {
        String key = stores.keys().rate(rate.what, who);
        try {
            return question.apply(buckets.get().getProxy(key, () -> BUCKETS.get(rate)));
        } catch (TimeoutException e) {
            throw new RedisCommandTimeoutException(e);
        }
    }

    /** Rounded up: to come a little late is never refused. */
    private static long wholeMs(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
    }
}
