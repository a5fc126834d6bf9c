package dev.atrium.functions.account;

import dev.atrium.escrow.PlayerLedger;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Stores;
import dev.atrium.functions.match.Departure;
import dev.atrium.functions.rating.RatingRows;
import dev.atrium.identity.Player;
import dev.atrium.identity.UserName;
import dev.atrium.schema.AccountDeletionRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;
import dev.atrium.schema.WalletRow;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Deletes an account, step by step. A row says that it is begun, and from then on its player is let
 * in nowhere; each step may be done again, so whoever comes next goes on where another was cut off.
 * The player's own row comes after what it says there is to remove, and his ratings after that.
 *
 * <p>What stays: the ledger's postings and signed outcomes, by the player's id, which is drawn and
 * tells of nobody. Postings must add up for everybody who met him, and an outcome that is changed
 * proves nothing. Blocking, thread-safe.
 */
final class AccountDeletion {
    /** For so long nobody may take the name of somebody who is no more. */
    static final Duration NAME_KEPT = Duration.ofDays(30);

    private final Stores stores;
    private final PlayerLedger ledger;
    private final UserNames names;
    private final DeletedNames history;
    private final OwnBoards boards;
    private final RatingRows ratings;
    private final Departure departure;
    private final SessionEnd sessions;
    private final InstantSource clock;

    AccountDeletion(Functions functions, SessionEnd sessions) {
        this.stores = functions.stores();
        this.ledger =
                new PlayerLedger(
                        functions.dynamo(), functions.config().tablePrefix(), functions.clock());
        this.names = new UserNames(functions);
        this.history = new DeletedNames(stores);
        this.boards = new OwnBoards(functions);
        this.ratings = new RatingRows(stores.dynamo(), functions.config().tablePrefix());
        this.departure = new Departure(functions);
        this.sessions = sessions;
        this.clock = functions.clock();
    }

    /** What became of it. */
    sealed interface Outcome {
        /**
         * It is done.
         *
         * @param deletedAtMs wall time
         */
        record Done(long deletedAtMs) implements Outcome {}

        /** An entry of his is neither paid out nor given back. */
        record EntryOpen() implements Outcome {}

        /** He has something, and has not given it up. */
        record BalanceLeft() implements Outcome {}

        /** There is no such player. */
        record Nobody() implements Outcome {}
    }

    /**
     * Deletes a player's account, or goes on with it.
     *
     * @param abandonsBalance whether what he has goes to the platform; once said it stays said
     * @throws WireException as {@link #goOn}
     */
    Outcome delete(String playerId, boolean abandonsBalance) throws WireException {
        Optional<AccountDeletionRow> begun = stores.find(Tables.ACCOUNT_DELETIONS, playerId);
        if (begun.isEmpty()) {
            if (names.holder(playerId).isEmpty()) {
                return new Outcome.Nobody();
            }
            Optional<Outcome> refused = refusal(playerId, abandonsBalance);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        AccountDeletionRow row = begin(playerId, abandonsBalance, begun);
        return row.doneAtMs() > 0 ? new Outcome.Done(row.doneAtMs()) : goOn(row);
    }

    private Optional<Outcome> refusal(String playerId, boolean abandonsBalance) {
        if (ledger.openEntry(playerId).isPresent()) {
            return Optional.of(new Outcome.EntryOpen());
        }
        return !abandonsBalance && ledger.balance(playerId) > 0
                ? Optional.of(new Outcome.BalanceLeft())
                : Optional.empty();
    }

    /** Conditional, so that it is begun once and nobody's word about the balance is lost. */
    private AccountDeletionRow begin(
            String playerId, boolean abandonsBalance, Optional<AccountDeletionRow> before) {
        if (before.isPresent() && (before.get().abandonsBalance() || !abandonsBalance)) {
            return before.get();
        }
        AccountDeletionRow row =
                before.map(b -> changed(b, true, b.doneAtMs()))
                        .orElseGet(
                                () ->
                                        new AccountDeletionRow(
                                                playerId,
                                                clock.millis(),
                                                abandonsBalance,
                                                0,
                                                AccountDeletionRow.UNFINISHED));
        String condition =
                before.isPresent()
                        ? "attribute_exists(playerId) AND doneAtMs = :zero"
                        : "attribute_not_exists(playerId)";
        Expression.Builder expression = Expression.builder().expression(condition);
        if (before.isPresent()) {
            expression.putExpressionValue(":zero", AttributeValue.fromN("0"));
        }
        try {
            stores.table(Tables.ACCOUNT_DELETIONS)
                    .putItem(
                            PutItemEnhancedRequest.builder(AccountDeletionRow.class)
                                    .item(row)
                                    .conditionExpression(expression.build())
                                    .build());
            return row;
        } catch (ConditionalCheckFailedException e) {
            return stores.find(Tables.ACCOUNT_DELETIONS, playerId).orElseThrow();
        }
    }

    private static AccountDeletionRow changed(
            AccountDeletionRow row, boolean abandonsBalance, long doneAtMs) {
        return new AccountDeletionRow(
                row.playerId(),
                row.begunAtMs(),
                abandonsBalance,
                doneAtMs,
                doneAtMs > 0 ? null : AccountDeletionRow.UNFINISHED);
    }

    /**
     * Does all steps; those that are done find nothing to do.
     *
     * @throws WireException {@code unavailable} if others change his party all the time
     */
    Outcome goOn(AccountDeletionRow row) throws WireException {
        String playerId = row.playerId();
        sessions.end(playerId);
        departure.depart(playerId);
        Optional<Outcome> refused = refusal(playerId, row.abandonsBalance());
        if (refused.isPresent()) {
            // He was just paying, or was just paid: the account stays shut until that is settled.
            return refused.get();
        }
        if (row.abandonsBalance()) {
            long _ = ledger.abandon(playerId);
        }
        Optional<HolderRow> holder = names.holder(playerId);
        holder.map(HolderRow::userNameKey)
                .ifPresent(key -> names.quarantine(key, playerId, NAME_KEPT));
        holder.map(HolderRow::listedWallets)
                .ifPresent(wallets -> wallets.forEach(wallet -> release(wallet, playerId)));
        boards.leave(playerId, holder.map(HolderRow::createdAtMs).orElse(0L));
        history.forget(playerId);
        remove(Tables.PARTY_TOTALS, playerId);
        remove(Tables.RECENT_QUESTIONS, playerId);
        stores.table(Tables.PLAYERS).putItem(nobody(playerId));
        ratings.of(playerId).forEach(this::remove);
        AccountDeletionRow done = changed(row, row.abandonsBalance(), clock.millis());
        stores.table(Tables.ACCOUNT_DELETIONS).putItem(done);
        return new Outcome.Done(done.doneAtMs());
    }

    /** Still a row, and one that everybody can read: matches that run may end with it. */
    private static PlayerRow nobody(String playerId) {
        return new PlayerRow(
                playerId, UserName.DELETED, Player.ICONS.getFirst(), "guest", 0, 0, 0, 0, 0, 0);
    }

    private void release(String wallet, String playerId) {
        try {
            WalletRow _ =
                    stores.table(Tables.WALLETS)
                            .deleteItem(
                                    delete ->
                                            delete.key(key(wallet))
                                                    .conditionExpression(
                                                            Expression.builder()
                                                                    .expression("playerId = :me")
                                                                    .putExpressionValue(
                                                                            ":me",
                                                                            AttributeValue.fromS(
                                                                                    playerId))
                                                                    .build()));
        } catch (ConditionalCheckFailedException e) {
            // It was released before, and may be another player's by now.
        }
    }

    private void remove(RatingRow row) {
        RatingRow _ =
                stores.table(Tables.RATINGS)
                        .deleteItem(
                                Key.builder()
                                        .partitionValue(row.playerId())
                                        .sortValue(row.ladder())
                                        .build());
    }

    private <T> void remove(TableDefinition<T> table, String playerId) {
        T _ = stores.table(table).deleteItem(key(playerId));
    }

    /** Deletions that were cut off, some at a time; whatever goes wrong comes again. */
    List<AccountDeletionRow> unfinished(int max) {
        return stores
                .table(Tables.ACCOUNT_DELETIONS)
                .index(Tables.ACCOUNT_DELETIONS_UNFINISHED)
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.keyEqualTo(
                                                        k ->
                                                                k.partitionValue(
                                                                        AccountDeletionRow
                                                                                .UNFINISHED)))
                                        .limit(max))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .toList();
    }

    private static Key key(String value) {
        return Key.builder().partitionValue(value).build();
    }
}
