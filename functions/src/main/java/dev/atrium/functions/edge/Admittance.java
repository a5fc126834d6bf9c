package dev.atrium.functions.edge;

import dev.atrium.ban.Ban;
import dev.atrium.schema.AccountDeletionRow;
import dev.atrium.schema.BanRow;
import dev.atrium.schema.SignOutRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

import java.util.List;
import java.util.Optional;

/**
 * Asks at once for all that keeps a player out: his account is deleted, he is banned, or he has
 * signed out everywhere. What was written before is seen. Blocking, thread-safe.
 */
public final class Admittance {
    /** DynamoDB may answer a part, when it is short of capacity, and is asked for the rest. */
    private static final int PAGES_MAX = 4;

    private final Stores stores;
    private final BanCheck bans;

    Admittance(Stores stores, BanCheck bans) {
        this.stores = stores;
        this.bans = bans;
    }

    /**
     * Lets somebody in.
     *
     * @param givenAtMs wall time at which he was given what he shows
     * @throws WireException {@code account-deleted}, {@code banned} or {@code signed-out}, the
     *     first of them that holds; {@code unavailable} if not all could be read
     */
    public void admit(String playerId, long givenAtMs) throws WireException {
        Found found = find(playerId);
        if (found.deletion() != null) {
            throw new WireException(ErrorCode.ACCOUNT_DELETED);
        }
        bans.admit(Optional.ofNullable(found.ban()).map(Ban::of));
        SignOutRow signOut = found.signOut();
        if (signOut != null && SignOuts.isEnded(signOut.beforeMs(), givenAtMs)) {
            throw new WireException(ErrorCode.SIGNED_OUT);
        }
    }

    private record Found(
            @Nullable AccountDeletionRow deletion,
            @Nullable BanRow ban,
            @Nullable SignOutRow signOut) {}

    private Found find(String playerId) throws WireException {
        DynamoDbTable<AccountDeletionRow> deletions = stores.table(Tables.ACCOUNT_DELETIONS);
        DynamoDbTable<BanRow> bansTable = stores.table(Tables.BANS);
        DynamoDbTable<SignOutRow> signOuts = stores.table(Tables.SIGN_OUTS);
        List<BatchGetResultPage> pages =
                stores
                        .dynamo()
                        .batchGetItem(
                                get ->
                                        get.readBatches(
                                                read(AccountDeletionRow.class, deletions, playerId),
                                                read(BanRow.class, bansTable, playerId),
                                                read(SignOutRow.class, signOuts, playerId)))
                        .stream()
                        .limit(PAGES_MAX)
                        .toList();
        BatchGetResultPage last = pages.getLast();
        if (!last.unprocessedKeysForTable(deletions).isEmpty()
                || !last.unprocessedKeysForTable(bansTable).isEmpty()
                || !last.unprocessedKeysForTable(signOuts).isEmpty()) {
            throw new WireException(ErrorCode.UNAVAILABLE);
        }
        return new Found(
                only(pages, deletions).orElse(null),
                only(pages, bansTable).orElse(null),
                only(pages, signOuts).orElse(null));
    }

    private static <T> ReadBatch read(Class<T> row, DynamoDbTable<T> table, String playerId) {
        return ReadBatch.builder(row)
                .mappedTableResource(table)
                .addGetItem(
                        GetItemEnhancedRequest.builder()
                                .key(Key.builder().partitionValue(playerId).build())
                                .consistentRead(true)
                                .build())
                .build();
    }

    private static <T> Optional<T> only(List<BatchGetResultPage> pages, DynamoDbTable<T> table) {
        return pages.stream().flatMap(page -> page.resultsForTable(table).stream()).findFirst();
    }
}
