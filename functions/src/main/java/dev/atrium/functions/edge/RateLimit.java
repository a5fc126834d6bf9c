package dev.atrium.functions.edge;

import io.lettuce.core.ScriptOutputType;

import java.util.List;

/**
 * Counts what somebody does within a time, in Redis, for all instances together. The time begins
 * with the first and ends by Redis's own clock. Blocking.
 */
public final class RateLimit {
    /** In one script, so that no counter can be left without an end. */
    private static final String TAKE =
            """
            local count = redis.call('INCR', KEYS[1])
            if count == 1 then
                redis.call('PEXPIRE', KEYS[1], ARGV[1])
            end
            return {count, redis.call('PTTL', KEYS[1])}
            """;

    private static final String GIVE_BACK =
            """
            if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then
                redis.call('DECR', KEYS[1])
            end
            return {0, 0}
            """;

    private final Stores stores;

    /** Counting in these stores. */
    public RateLimit(Stores stores) {
        this.stores = stores;
    }

    /** What is counted, and how much of it there may be. */
    public enum Rate {
        /** Messages of the lobby, by connection. */
        LOBBY_MESSAGES("lobby", 20, 1_000),
        /** Rooms that somebody opens by hand, by player. */
        ROOMS("create-room", 10, 60_000),
        /** The same by the network that they come from: guests are soon signed up. */
        ROOMS_OF_A_NETWORK("create-room-network", 120, 3_600_000),
        /** Codes that led to no room, by the network that they came from. */
        WRONG_CODES("wrong-code", 10, 60_000),
        /** Guests who sign up, by source address. */
        GUESTS("guest", 100, 60_000),
        /** Challenges asked for, by source address. */
        CHALLENGES("challenge", 100, 60_000),
        /** Answers to challenges, by source address: each costs a check of a signature. */
        VERIFICATIONS("verify", 100, 60_000),
        /** Sessions that follow others, by source address: many may share one. */
        REFRESHES("refresh", 100, 60_000),
        /** Sign-outs everywhere, by source address: each is told to every host. */
        SIGN_OUTS("sign-out", 20, 60_000),
        /** Replays, by source address: each is read, checked and packed. */
        REPLAYS("replay", 60, 60_000),
        /** Party games that were played, by source address: each page is read from the tables. */
        HISTORIES("history", 120, 60_000),
        /** Pages of a match to be watched, by source address: each runs a match again. */
        VIEWS("views", 30, 60_000);

        private final String what;
        private final int countMax;
        private final long windowMs;

        Rate(String what, int countMax, long windowMs) {
            this.what = what;
            this.countMax = countMax;
            this.windowMs = windowMs;
        }

        /** So many within {@link #windowMs}. */
        public int countMax() {
            return countMax;
        }

        /** The time, in milliseconds. */
        public long windowMs() {
            return windowMs;
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
     */
    public Allowance take(Rate rate, String who) {
        List<Long> countAndLeft = run(TAKE, rate, who);
        return allowance(countAndLeft.get(0) <= rate.countMax, countAndLeft);
    }

    /**
     * Takes back what was counted: for what counts only if it ends badly. So of many tries at once
     * no more than the limit are under way.
     *
     * @param who as in {@link #take}
     */
    public void giveBack(Rate rate, String who) {
        var _ = run(GIVE_BACK, rate, who);
    }

    private List<Long> run(String script, Rate rate, String who) {
        return stores.redis()
                .eval(
                        script,
                        ScriptOutputType.MULTI,
                        new String[] {stores.keys().rate(rate.what, who)},
                        Long.toString(rate.windowMs));
    }

    private static Allowance allowance(boolean granted, List<Long> countAndLeft) {
        return granted
                ? new Allowance.Granted()
                : new Allowance.Exceeded(Math.max(1, countAndLeft.get(1)));
    }
}
