package dev.atrium.escrow;

import dev.atrium.schema.AccountRow;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.PostingRow;
import dev.atrium.schema.Tables;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Accounts, postings and escrows in DynamoDB, what a transaction over them is made of, and how
 * often one is tried. Blocking, thread-safe; reads are consistent.
 */
final class Ledger {
    /** Others write the same rows at the same time so often at most. */
    private static final int ATTEMPTS_MAX = 20;

    /** After a write of unknown outcome another attempt tells: what was written refuses it. */
    private static final int UNKNOWN_MAX = 2;

    private static final long BACK_OFF_MS_MIN = 5;
    private static final long BACK_OFF_MS_MAX = 320;

    /** Of one shard of issuance, so that the sum of all money is far from 64 bits. */
    private static final long ISSUED_MAX = 100_000_000_000_000_000L;

    /** Functions restored from one snapshot must not wait alike. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String HELD = "None";
    private static final String FAILED = "ConditionalCheckFailed";

    /** What passes by itself and says nothing about the rows. */
    private static final Set<String> BUSY =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient client;
    private final DynamoDbTable<AccountRow> accounts;
    private final DynamoDbTable<PostingRow> postings;
    private final DynamoDbTable<EscrowRow> escrows;

    Ledger(DynamoDbClient client, String prefix) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.client = client;
        this.accounts = Tables.ACCOUNTS.in(enhanced, prefix);
        this.postings = Tables.POSTINGS.in(enhanced, prefix);
        this.escrows = Tables.ESCROWS.in(enhanced, prefix);
    }

    // -- reading --------------------------------------------------------------------------------

    Optional<AccountRow> account(String accountId) {
        return find(accounts, Key.builder().partitionValue(accountId).build());
    }

    Optional<EscrowRow> escrow(String roomId) {
        return find(escrows, Key.builder().partitionValue(roomId).build());
    }

    Optional<PostingRow> posting(String book, String step) {
        return find(postings, Key.builder().partitionValue(book).sortValue(step).build());
    }

    /** Those whose step begins so, by step. */
    List<PostingRow> postings(String book, String beginning) {
        return postings
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.sortBeginsWith(
                                                        key ->
                                                                key.partitionValue(book)
                                                                        .sortValue(beginning)))
                                        .consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    private static <T> Optional<T> find(DynamoDbTable<T> table, Key key) {
        @Nullable T row =
                table.getItem(
                        GetItemEnhancedRequest.builder().key(key).consistentRead(true).build());
        return Optional.ofNullable(row);
    }

    // -- what transactions are made of ----------------------------------------------------------

    /** The posting, which must not exist. */
    TransactWriteItem posted(PostingRow row) {
        return added(postings, row, "book");
    }

    /** The escrow, which must not exist. */
    TransactWriteItem opened(EscrowRow row) {
        return added(escrows, row, "roomId");
    }

    private static <T> TransactWriteItem added(DynamoDbTable<T> table, T row, String key) {
        return TransactWriteItem.builder()
                .put(
                        put ->
                                put.tableName(table.tableName())
                                        .item(table.tableSchema().itemToMap(row, true))
                                        .conditionExpression("attribute_not_exists(" + key + ")"))
                .build();
    }

    /** Nothing but that this posting must not exist. */
    TransactWriteItem notPosted(String book, String step) {
        return TransactWriteItem.builder()
                .conditionCheck(
                        check ->
                                check.tableName(postings.tableName())
                                        .key(
                                                Map.of(
                                                        "book", AttributeValue.fromS(book),
                                                        "step", AttributeValue.fromS(step)))
                                        .conditionExpression("attribute_not_exists(book)"))
                .build();
    }

    /** The account gets that. */
    TransactWriteItem credited(String accountId, long amount) {
        return changed(
                accounts,
                Map.of("accountId", AttributeValue.fromS(accountId)),
                "SET balance = if_not_exists(balance, :zero) + :amount",
                Optional.empty(),
                Map.of(":zero", number(0), ":amount", number(amount)));
    }

    /** The account pays that, which it must have. */
    TransactWriteItem debited(String accountId, long amount) {
        return changed(
                accounts,
                Map.of("accountId", AttributeValue.fromS(accountId)),
                "SET balance = balance - :amount",
                Optional.of("balance >= :amount"),
                Map.of(":amount", number(amount)));
    }

    /** Issuance makes that, if it may. */
    TransactWriteItem issued(String accountId, long amount) {
        return changed(
                accounts,
                Map.of("accountId", AttributeValue.fromS(accountId)),
                "SET balance = if_not_exists(balance, :zero) - :amount",
                Optional.of("attribute_not_exists(balance) OR balance >= :floor"),
                Map.of(
                        ":zero", number(0),
                        ":amount", number(amount),
                        ":floor", number(amount - ISSUED_MAX)));
    }

    /**
     * A change of an escrow that must be in one of some states.
     *
     * @param update an update expression
     * @param condition a further one
     * @param values of both
     */
    TransactWriteItem escrow(
            String roomId,
            Set<EscrowState> states,
            String update,
            Optional<String> condition,
            Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        states.forEach(state -> all.put(":" + state.name(), text(state)));
        String names = String.join(", ", states.stream().map(s -> ":" + s.name()).toList());
        return changed(
                escrows,
                Map.of("roomId", AttributeValue.fromS(roomId)),
                update,
                Optional.of(
                        "escrowState IN ("
                                + names
                                + ")"
                                + condition.map(further -> " AND " + further).orElse("")),
                all);
    }

    private static TransactWriteItem changed(
            DynamoDbTable<?> table,
            Map<String, AttributeValue> key,
            String expression,
            Optional<String> condition,
            Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(table.tableName())
                                        .key(key)
                                        .updateExpression(expression)
                                        .conditionExpression(condition.orElse(null))
                                        .expressionAttributeValues(values))
                .build();
    }

    /** Where in its life it is. */
    static EscrowState state(EscrowRow row) {
        return EscrowState.valueOf(row.escrowState());
    }

    static AttributeValue text(EscrowState state) {
        return AttributeValue.fromS(state.name());
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    // -- writing --------------------------------------------------------------------------------

    /**
     * Writes all of that or nothing.
     *
     * @return the first item whose condition did not hold; empty if all is written
     * @throws TransactionCanceledException if nothing is written and nothing is known of conditions
     * @throws SdkException if it may be written or not
     */
    OptionalInt write(TransactWriteItem... items) {
        try {
            client.transactWriteItems(request -> request.transactItems(items));
            return OptionalInt.empty();
        } catch (TransactionCanceledException e) {
            List<String> codes =
                    e.cancellationReasons().stream().map(CancellationReason::code).toList();
            // Beside a conflict a condition may have been judged by what the other is writing.
            boolean judged =
                    codes.stream().allMatch(code -> HELD.equals(code) || FAILED.equals(code));
            if (!judged || !codes.contains(FAILED)) {
                throw e;
            }
            return OptionalInt.of(codes.indexOf(FAILED));
        }
    }

    /**
     * Tries until it is known what became of it.
     *
     * @param attempt empty if others were faster; whatever it writes can be written once only
     * @throws EscrowUnavailableException if it is not known after some attempts
     */
    static <T> T resolve(Supplier<Optional<T>> attempt) {
        int unknown = 0;
        for (int number = 1; ; number++) {
            try {
                Optional<T> known = attempt.get();
                if (known.isPresent()) {
                    return known.get();
                }
                if (number == ATTEMPTS_MAX) {
                    throw new EscrowUnavailableException("others were faster every time");
                }
            } catch (SdkException e) {
                unknown += isBusy(e) ? 0 : 1;
                if (number == ATTEMPTS_MAX || unknown == UNKNOWN_MAX) {
                    throw new EscrowUnavailableException("the ledger does not answer", e);
                }
            }
            backOff(number);
        }
    }

    private static boolean isBusy(SdkException e) {
        return e instanceof TransactionCanceledException cancelled
                && cancelled.cancellationReasons().stream()
                        .map(CancellationReason::code)
                        .anyMatch(code -> code != null && BUSY.contains(code));
    }

    /** Drawn, so that those who met once do not meet again; 5 s over all attempts at most. */
    private static void backOff(int number) {
        long ms = Math.min(BACK_OFF_MS_MIN << Math.min(number - 1, 16), BACK_OFF_MS_MAX);
        LockSupport.parkNanos(RANDOM.nextLong(TimeUnit.MILLISECONDS.toNanos(ms)));
    }
}
