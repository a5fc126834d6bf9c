package dev.atrium.escrow;

import dev.atrium.schema.AccountRow;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.PostingRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the local ledger has of one player: for those who show it to him, or end his account.
 * Blocking, thread-safe; {@code SdkException} if the store fails.
 */
public final class PlayerLedger {
    /** Of all rooms whose entries are neither paid out nor given back. */
    static final int UNSETTLED_MAX = 2_000;

    private final Ledger ledger;
    private final DynamoDbTable<EscrowRow> escrows;
    private final DynamoDbTable<PostingRow> postings;
    private final InstantSource wallClock;

    /**
     * That of a deployment.
     *
     * @param tablePrefix before every table's name
     */
    public PlayerLedger(DynamoDbClient client, String tablePrefix, InstantSource wallClock) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.ledger = new Ledger(client, tablePrefix);
        this.escrows = Tables.ESCROWS.in(enhanced, tablePrefix);
        this.postings = Tables.POSTINGS.in(enhanced, tablePrefix);
        this.wallClock = wallClock;
    }

    /** What he has, in the smallest unit. */
    public long balance(String playerId) {
        return ledger.account(AccountRow.player(playerId)).map(AccountRow::balance).orElse(0L);
    }

    /**
     * A room in which an entry of his is neither paid out nor given back, if there is one.
     *
     * @throws EscrowUnavailableException if there are too many such rooms to look at all of them
     */
    public Optional<String> openEntry(String playerId) {
        int left = UNSETTLED_MAX;
        for (String shard : UnsettledEscrows.SHARDS) {
            List<String> rooms =
                    escrows
                            .index(Tables.ESCROWS_UNSETTLED)
                            .query(QueryConditional.keyEqualTo(k -> k.partitionValue(shard)))
                            .stream()
                            .flatMap(page -> page.items().stream())
                            .limit(left + 1L)
                            .map(EscrowRow::roomId)
                            .toList();
            left -= rooms.size();
            if (left < 0) {
                throw new EscrowUnavailableException("too many rooms are not settled");
            }
            for (String roomId : rooms) {
                if (isIn(roomId, playerId)) {
                    return Optional.of(roomId);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isIn(String roomId, String playerId) {
        String book = PostingRow.ofRoom(roomId);
        return count(book, PostingRow.ENTRY + playerId)
                > count(book, PostingRow.WITHDRAWAL + playerId)
                        + count(book, PostingRow.REFUND + playerId);
    }

    private int count(String book, String beginning) {
        return ledger.postings(book, beginning).size();
    }

    /** The postings of a room that moved something to him or from him. */
    public List<PostingRow> inRoom(String roomId, String playerId) {
        String account = AccountRow.player(playerId);
        return postings
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.keyEqualTo(
                                                        k ->
                                                                k.partitionValue(
                                                                        PostingRow.ofRoom(roomId))))
                                        .consistentRead(true))
                .items()
                .stream()
                .filter(posting -> posting.legs().containsKey(account))
                .toList();
    }

    /** What he was paid for a season of a board, in the smallest unit; 0 if nothing. */
    public long reward(String board, String season, String playerId) {
        return ledger.posting(PostingRow.ofSeason(board, season), PostingRow.REWARD + playerId)
                .map(PostingRow::amount)
                .orElse(0L);
    }

    /**
     * The postings that concern him, and neither a room nor a season.
     *
     * @param after the step of the last one that is known; empty to begin with
     * @param max how many at most
     */
    public List<PostingRow> ofPlayer(String playerId, String after, int max) {
        String book = PostingRow.ofPlayer(playerId);
        QueryConditional which =
                after.isEmpty()
                        ? QueryConditional.keyEqualTo(k -> k.partitionValue(book))
                        : QueryConditional.sortGreaterThan(
                                k -> k.partitionValue(book).sortValue(after));
        return postings
                .query(query -> query.queryConditional(which).limit(max).consistentRead(true))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .toList();
    }

    /**
     * Gives all that a player has to the platform, in one posting; nothing if he has nothing. Who
     * does not know what became of it may call it again.
     *
     * @return what was given
     */
    public long abandon(String playerId) {
        return Ledger.resolve(() -> tryAbandoning(playerId));
    }

    private Optional<Long> tryAbandoning(String playerId) {
        long balance = balance(playerId);
        if (balance <= 0) {
            return Optional.of(0L);
        }
        String payer = AccountRow.player(playerId);
        String payee = AccountRow.platform(playerId);
        String book = PostingRow.ofPlayer(playerId);
        // Two who try at once make the same step, and one of them finds it made.
        String step = PostingRow.ABANDON + "%04d".formatted(count(book, PostingRow.ABANDON));
        OptionalInt refused =
                ledger.write(
                        ledger.posted(
                                new PostingRow(
                                        book,
                                        step,
                                        PostingRow.legs(payer, payee, balance),
                                        0,
                                        wallClock.millis())),
                        ledger.debited(payer, balance),
                        ledger.credited(payee, balance));
        return refused.isEmpty() ? Optional.of(balance) : Optional.empty();
    }
}
