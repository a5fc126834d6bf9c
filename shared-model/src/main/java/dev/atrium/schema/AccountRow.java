package dev.atrium.schema;

/**
 * An account of the ledger. Rooms' escrows have no row here: {@link EscrowRow} is theirs.
 *
 * @param accountId the key: {@code player#} and an id, or {@code platform#}, {@code burn#} or
 *     {@code issuance#} and a shard
 * @param balance in the smallest unit; below 0 of issuance alone, by what it has made
 */
public record AccountRow(String accountId, long balance) {
    /**
     * Everybody writes to the platform, and one row takes 1,000 writes a second. Fixed for good: a
     * posting that is repeated is known again by its accounts.
     */
    public static final int SHARDS = 16;

    private static final String ISSUANCE = "issuance#";

    /** A player's. */
    public static String player(String playerId) {
        return "player#" + playerId;
    }

    /** A room's escrow, as postings name it. */
    public static String escrow(String roomId) {
        return "escrow#" + roomId;
    }

    /** Who runs the deployment; the shard that a room pays to. */
    public static String platform(String roomId) {
        return "platform#" + shard(roomId);
    }

    /**
     * A shard of the platform's.
     *
     * @param index 0 to {@link #SHARDS} - 1
     */
    public static String platformShard(int index) {
        return "platform#" + (index < 10 ? "0" : "") + index;
    }

    /** What nobody will ever have; the shard that a room pays to. */
    public static String burn(String roomId) {
        return "burn#" + shard(roomId);
    }

    /** Where money comes from; the shard that a player is granted from. */
    public static String issuance(String playerId) {
        return ISSUANCE + shard(playerId);
    }

    /** Whether it is issuance, which alone may be below 0. */
    public static boolean isIssuance(String accountId) {
        return accountId.startsWith(ISSUANCE);
    }

    /** {@code 00} to {@code 15}. */
    private static String shard(String id) {
        int shard = Math.floorMod(id.hashCode(), SHARDS);
        return shard < 10 ? "0" + shard : Integer.toString(shard);
    }
}
