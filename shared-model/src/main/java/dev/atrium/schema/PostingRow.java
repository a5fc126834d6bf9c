package dev.atrium.schema;

import java.util.Map;

/**
 * A posting of the ledger: written once, with the accounts that it moves between, and never again.
 *
 * @param book the key: {@code room#} or {@code player#} and an id, or {@code season#}, a board and
 *     a season
 * @param step of that room, player or season: {@code reward#} and a player; {@code entry#} or
 *     {@code withdrawal#} and a player, with {@code #} and a number from his second entry on;
 *     {@code refund#} and a player; {@code pay#} or {@code grant#} and a key; {@code abandon#} and
 *     a number
 * @param legs what each account got, in the smallest unit, below 0 for who paid; they add up to 0
 * @param warriors of an entry: how many; else 0
 * @param postedAtMs wall time
 */
public record PostingRow(
        String book, String step, Map<String, Long> legs, int warriors, long postedAtMs) {
    /** Steps of entries begin so, and the player's id follows, and the round if it is not 0. */
    public static final String ENTRY = "entry#";

    /** Steps of withdrawn entries begin so, and the same follows as with the entry. */
    public static final String WITHDRAWAL = "withdrawal#";

    /** Steps of refunds begin so, and the player's id follows. */
    public static final String REFUND = "refund#";

    /** Steps of payments begin so, and the payment's key follows. */
    public static final String PAY = "pay#";

    /** Steps of grants begin so, and the grant's key follows. */
    public static final String GRANT = "grant#";

    /** Steps of rewards begin so, and the player's id follows. */
    public static final String REWARD = "reward#";

    /** The postings of a season of a leaderboard. */
    public static String ofSeason(String board, String season) {
        return "season#" + board + "#" + season;
    }

    /** Steps of what a player leaves to the platform begin so, and a number follows. */
    public static final String ABANDON = "abandon#";

    /** The postings of a room. */
    public static String ofRoom(String roomId) {
        return "room#" + roomId;
    }

    /** The postings that concern a player and no room. */
    public static String ofPlayer(String playerId) {
        return "player#" + playerId;
    }

    /** The legs of one movement. */
    public static Map<String, Long> legs(String payer, String payee, long amount) {
        return Map.of(payer, -amount, payee, amount);
    }

    /** What the payee got. */
    public long amount() {
        return legs.values().stream().mapToLong(Long::longValue).filter(leg -> leg > 0).sum();
    }
}
