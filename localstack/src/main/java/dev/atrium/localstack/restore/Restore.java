package dev.atrium.localstack.restore;

import dev.atrium.identity.UserName;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.schema.AccountDeletionRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;
import dev.atrium.unsettled.PayoutPause;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.function.Consumer;

/**
 * Puts restored tables back. Blocking; one thread's. May be repeated after a failure: it ends with
 * the same rows.
 */
public final class Restore {
    private final TableCopy.Place to;
    private final TableCopy copy;
    private final DynamoDbEnhancedClient enhanced;

    private Restore(TableCopy.Place from, TableCopy.Place to) {
        this.to = to;
        this.copy = new TableCopy(from, to);
        this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(to.client()).build();
    }

    /**
     * What restores from tables of one store into those of another, or of the same.
     *
     * @param fromPrefix before the names of what was restored
     * @param toPrefix before the names of the deployment's
     */
    public static Restore of(
            DynamoDbClient from, String fromPrefix, DynamoDbClient to, String toPrefix) {
        return new Restore(
                new TableCopy.Place(from, fromPrefix), new TableCopy.Place(to, toPrefix));
    }

    /**
     * Restores, one table after the other.
     *
     * @param progress told a line a table
     * @throws IllegalStateException if players are not kept out or payouts are not paused: what is
     *     written meanwhile would be lost, or be paid by half of what is known; or if a store takes
     *     no more
     * @throws software.amazon.awssdk.core.exception.SdkException if a store fails
     * @throws InterruptedException if this thread was interrupted
     */
    public void run(Consumer<String> progress) throws InterruptedException {
        if (new MaintenanceBook(enhanced, to.prefix()).current().isEmpty()) {
            throw new IllegalStateException(
                    "players are not kept out: ops maintenance on \"We are mending something\"");
        }
        if (new PayoutPause(enhanced, to.prefix()).current().isEmpty()) {
            throw new IllegalStateException("payouts are not paused: ops payouts pause restore");
        }
        for (TableDefinition<?> table : tables()) {
            TableCopy.Copied copied = copy.copy(table);
            progress.accept(
                    "%s%s: %d rows, %d removed"
                            .formatted(
                                    to.prefix(), table.name(), copied.written(), copied.removed()));
        }
        progress.accept("accounts to be deleted again: " + deleteAgain());
    }

    /** Those that are put back, in their order. */
    static List<TableDefinition<?>> tables() {
        return RestoreOrder.all();
    }

    /** Whoever was deleted after that time has come back: the sweeper deletes him again. */
    private int deleteAgain() {
        DynamoDbTable<AccountDeletionRow> deletions =
                Tables.ACCOUNT_DELETIONS.in(enhanced, to.prefix());
        DynamoDbTable<PlayerRow> players = Tables.PLAYERS.in(enhanced, to.prefix());
        int again = 0;
        for (AccountDeletionRow row : deletions.scan().items()) {
            Key key = Key.builder().partitionValue(row.playerId()).build();
            PlayerRow player = players.getItem(key);
            if (player != null && row.doneAtMs() > 0 && !player.name().equals(UserName.DELETED)) {
                deletions.putItem(
                        new AccountDeletionRow(
                                row.playerId(),
                                row.begunAtMs(),
                                row.abandonsBalance(),
                                0,
                                AccountDeletionRow.UNFINISHED));
                again++;
            }
        }
        return again;
    }
}
