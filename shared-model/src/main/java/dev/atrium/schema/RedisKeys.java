package dev.atrium.schema;

/**
 * The keys of Redis. What one script touches shares a hash tag (the part in braces), so that it
 * lies in one slot of a cluster.
 */
public final class RedisKeys {
    private final String prefix;

    /**
     * Keys of a deployment.
     *
     * @param prefix such as {@code atrium:}
     */
    public RedisKeys(String prefix) {
        this.prefix = prefix;
    }

    /** Lives as long as the host renews its lease; Redis's own clock ends it. */
    public String hostAlive(String hostId) {
        return prefix + "host:" + hostId + ":alive";
    }

    /** Sorted set: player ids by the time they queued. */
    public String queue(String game) {
        return prefix + "queue:{" + game + "}:waiting";
    }

    /** Hash: player id to his queue entry. */
    public String queueEntries(String game) {
        return prefix + "queue:{" + game + "}:entries";
    }

    /** A {@code match-found} that reached nobody; expires by itself. */
    public String invitation(String playerId) {
        return prefix + "invitation:" + playerId;
    }

    /** Sorted set: codes of rooms by the wall time in ms at which they expire. */
    public String roomsActive() {
        return prefix + "rooms:active";
    }

    /** Stream: a room's journal. */
    public String journal(String roomId) {
        return prefix + "room:{" + roomId + "}:journal";
    }

    /**
     * Hash: by which identity a room's journal is known, and what stands for its entries that were
     * trimmed.
     */
    public String journalBase(String roomId) {
        return prefix + "room:{" + roomId + "}:base";
    }

    /** The lowest epoch that may still append to the journal; never goes down. */
    public String journalFence(String roomId) {
        return prefix + "room:{" + roomId + "}:fence";
    }

    /** A room's newest snapshot. */
    public String snapshot(String roomId) {
        return prefix + "room:{" + roomId + "}:snapshot";
    }

    /** A room's seed, sealed; of no use without the deployment's key. */
    public String seed(String roomId) {
        return prefix + "room:{" + roomId + "}:seed";
    }

    /** Sorted set: player ids by score. */
    public String boardScores(String board) {
        return prefix + "board:{" + board + "}:scores";
    }

    /** Hash: player id to his row. */
    public String boardRows(String board) {
        return prefix + "board:{" + board + "}:rows";
    }

    /** Sorted set: closes for abuse by their time; expires by itself. */
    public String abuse(String playerId) {
        return prefix + "abuse:" + playerId;
    }

    /** When a player's ban ends; expires with it. */
    public String ban(String playerId) {
        return prefix + "ban:" + playerId;
    }

    /** Counter of what somebody did within a time; expires by itself. */
    public String rate(String what, String who) {
        return prefix + "rate:" + what + ":" + who;
    }
}
