package dev.atrium.escrow;

import dev.atrium.schema.AccountRow;
import dev.atrium.schema.PostingRow;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pays the rewards of leaderboards out of the platform's accounts, each once: a reward is one
 * transaction of its posting, keyed by board, season and player, and of the accounts. Every call
 * may be repeated, by anybody and at any time. Blocking and thread-safe.
 */
public final class Rewards {
    /** Names the money that a deployment of play money begins with. */
    private static final String FUND = "fund#";

    /** In a transaction, where the posting stands. */
    private static final int POSTING = 0;

    private final Ledger ledger;
    private final InstantSource wallClock;

    /**
     * Out of the ledger of a deployment.
     *
     * @param tablePrefix before every table's name
     * @param wallClock dates the postings
     */
    public Rewards(DynamoDbClient client, String tablePrefix, InstantSource wallClock) {
        this.ledger = new Ledger(client, tablePrefix);
        this.wallClock = wallClock;
    }

    /** What became of a reward. */
    public enum Payment {
        /** He has it, since now or before. */
        PAID,
        /** He was paid another amount for this season, and that stays. */
        OTHER_AMOUNT,
        /** The platform has less. Nothing was moved; it may be tried again. */
        INSUFFICIENT_FUNDS
    }

    /**
     * Pays a player his reward of a season. The platform's shards are taken from the richest on, as
     * many as it takes.
     *
     * @param amount 1 and more, in the smallest unit
     * @throws EscrowUnavailableException if it is not known whether it is paid; the same may be
     *     asked again
     */
    public Payment pay(String board, String season, String playerId, long amount) {
        EscrowLimits.checkId(playerId);
        EscrowLimits.checkAmount("amount", amount, EscrowLimits.GRANT_MAX);
        String book = PostingRow.ofSeason(board, season);
        String step = PostingRow.REWARD + playerId;
        return Ledger.resolve(
                () -> paid(book, step, amount).or(() -> tryPaying(book, step, playerId, amount)));
    }

    private Optional<Payment> paid(String book, String step, long amount) {
        return ledger.posting(book, step)
                .map(before -> before.amount() == amount ? Payment.PAID : Payment.OTHER_AMOUNT);
    }

    private Optional<Payment> tryPaying(String book, String step, String playerId, long amount) {
        Map<String, Long> parts = parts(amount);
        if (parts.isEmpty()) {
            return Optional.of(Payment.INSUFFICIENT_FUNDS);
        }
        String payee = AccountRow.player(playerId);
        Map<String, Long> legs = new HashMap<>();
        legs.put(payee, amount);
        parts.forEach((account, part) -> legs.put(account, -part));
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(ledger.posted(new PostingRow(book, step, legs, 0, wallClock.millis())));
        items.add(ledger.credited(payee, amount));
        parts.forEach((account, part) -> items.add(ledger.debited(account, part)));
        OptionalInt refused = ledger.write(items.toArray(TransactWriteItem[]::new));
        if (refused.isEmpty()) {
            return Optional.of(Payment.PAID);
        }
        // Else somebody has taken from a shard since it was read: read again.
        return refused.getAsInt() == POSTING ? paid(book, step, amount) : Optional.empty();
    }

    /** What each shard pays; empty if all of them have less. */
    private Map<String, Long> parts(long amount) {
        List<AccountRow> accounts = new ArrayList<>();
        for (int shard = 0; shard < AccountRow.SHARDS; shard++) {
            ledger.account(AccountRow.platformShard(shard)).ifPresent(accounts::add);
        }
        accounts.sort((a, b) -> Long.compare(b.balance(), a.balance()));
        Map<String, Long> parts = new HashMap<>();
        long left = amount;
        for (AccountRow account : accounts) {
            long part = Math.min(left, account.balance());
            if (part > 0) {
                parts.put(account.accountId(), part);
                left -= part;
            }
        }
        return left == 0 ? parts : Map.of();
    }

    /**
     * Makes money for the platform out of nothing, once for a key: for the local stack and for
     * tests, so that rewards can be paid where no match has a rake.
     *
     * @param key 1 to 100 letters, digits, dashes and {@code #}
     * @param amount 1 to {@link EscrowLimits#GRANT_MAX}
     * @return whether it is there, since now or before; false if nothing is left to be made
     */
    public boolean fund(String key, long amount) {
        EscrowLimits.checkKey(key);
        EscrowLimits.checkAmount("amount", amount, EscrowLimits.GRANT_MAX);
        String payer = AccountRow.issuance(key);
        String payee = AccountRow.platform(key);
        PostingRow posting =
                new PostingRow(
                        PostingRow.ofSeason("platform", "funds"),
                        FUND + key,
                        PostingRow.legs(payer, payee, amount),
                        0,
                        wallClock.millis());
        return Ledger.resolve(
                () -> {
                    if (ledger.posting(posting.book(), posting.step()).isPresent()) {
                        return Optional.of(true);
                    }
                    OptionalInt refused =
                            ledger.write(
                                    ledger.posted(posting),
                                    ledger.issued(payer, amount),
                                    ledger.credited(payee, amount));
                    return Optional.of(refused.isEmpty() || refused.getAsInt() == POSTING);
                });
    }
}
