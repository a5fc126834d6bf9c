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

    /** Sorted set: ids of tickets that can be matched, by the time they queued. */
    public String matchQueued(String queue) {
        return match(queue, "queued");
    }

    /** Hash: id of a ticket to who waits with it. */
    public String matchTickets(String queue) {
        return match(queue, "tickets");
    }

    /** Hash: id of a ticket to what matching knows of it. */
    public String matchBriefs(String queue) {
        return match(queue, "briefs");
    }

    /** Sorted set: ids of tickets by when they are to be looked at next. */
    public String matchDue(String queue) {
        return match(queue, "due");
    }

    /** When the next message that wakes the queue comes; expires by itself. */
    public String matchWake(String queue) {
        return match(queue, "wake");
    }

    /** Sorted set: ids of tickets by rank, of all that can be matched. */
    public String matchRanks(String queue) {
        return match(queue, "ranks");
    }

    /** Sorted set: ids of tickets by rank, of those that name no region. */
    public String matchRanksAnywhere(String queue) {
        return match(queue, "ranks-anywhere");
    }

    /** Sorted set: ids of tickets by rank, of those that can be played in a region. */
    public String matchRanksIn(String queue, String region) {
        return match(queue, "ranks-in:" + region);
    }

    /** Sorted set: rooms of a game that run and have free seats, by how many. */
    public String openRooms(String game) {
        return match(game, "open-rooms");
    }

    private String match(String queue, String what) {
        return prefix + "match:{" + queue + "}:" + what;
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

    /** Sorted set: the members of a season of a board, by what is 0 less their score. */
    public String boardOrder(String board, String season) {
        return prefix + "board:{" + board + "@" + season + "}:order";
    }

    /** Hash: player id to his member of {@link #boardOrder}, his row's version and his place. */
    public String boardRows(String board, String season) {
        return prefix + "board:{" + board + "@" + season + "}:rows";
    }

    /** Sorted set: closes for abuse by their time; expires by itself. */
    public String abuse(String playerId) {
        return prefix + "abuse:" + playerId;
    }

    /** When a player's ban ends; expires with it. */
    public String ban(String playerId) {
        return prefix + "ban:" + playerId;
    }

    /** Until when what a player was given is ended, wall time in ms; expires by itself. */
    public String signOut(String playerId) {
        return prefix + "sign-out:" + playerId;
    }

    /** Stream: whose live sockets hosts must close; trimmed. */
    public String evictions() {
        return prefix + "evictions";
    }

    /** A puzzle that was solved; expires with it. */
    public String solvedPuzzle(String id) {
        return prefix + "puzzle:" + id;
    }

    /** Bucket of what somebody did within a time; expires by itself. */
    public String rate(String what, String who) {
        return prefix + "rate:" + what + ":" + who;
    }
}
