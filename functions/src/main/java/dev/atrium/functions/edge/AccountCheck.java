package dev.atrium.functions.edge;

import dev.atrium.schema.AccountDeletionRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks whether an account is deleted, or is being deleted: from the first moment on its player is
 * let in nowhere, whatever session he still has. Blocking.
 */
public final class AccountCheck {
    /** Of DynamoDB. */
    private static final int BATCH_KEYS_MAX = 100;

    private final Stores stores;

    AccountCheck(Stores stores) {
        this.stores = stores;
    }

    /** Whether it is deleted, or is being deleted. */
    public boolean isDeleted(String playerId) {
        return stores.find(Tables.ACCOUNT_DELETIONS, playerId).isPresent();
    }

    /**
     * Who of them is deleted, or is being deleted.
     *
     * @param playerIds as many as a match has
     */
    public Set<String> deletedOf(Collection<String> playerIds) {
        List<String> distinct = playerIds.stream().distinct().toList();
        Set<String> deleted = new HashSet<>();
        for (int from = 0; from < distinct.size(); from += BATCH_KEYS_MAX) {
            int to = Math.min(distinct.size(), from + BATCH_KEYS_MAX);
            rows(distinct.subList(from, to)).forEach(row -> deleted.add(row.playerId()));
        }
        return deleted;
    }

    private List<AccountDeletionRow> rows(List<String> playerIds) {
        DynamoDbTable<AccountDeletionRow> table = stores.table(Tables.ACCOUNT_DELETIONS);
        ReadBatch.Builder<AccountDeletionRow> batch =
                ReadBatch.builder(AccountDeletionRow.class).mappedTableResource(table);
        playerIds.forEach(id -> batch.addGetItem(Key.builder().partitionValue(id).build()));
        return stores
                .dynamo()
                .batchGetItem(get -> get.readBatches(batch.build()))
                .resultsForTable(table)
                .stream()
                .toList();
    }

    /**
     * Lets everybody pass whose account stands.
     *
     * @throws WireException {@code account-deleted}
     */
    public void admit(String playerId) throws WireException {
        if (isDeleted(playerId)) {
            throw new WireException(ErrorCode.ACCOUNT_DELETED);
        }
    }
}
