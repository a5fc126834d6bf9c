package dev.atrium.escrow;

import dev.atrium.payout.Payouts;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.PostingRow;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The local ledger: double entry in DynamoDB. Each movement is one transaction of its posting and
 * the two accounts, so that sums are always 0.
 *
 * <p>Each step reads the escrow first and its posting after that. States never go back, so what a
 * state forbids and no posting shows can never have been done.
 */
public final class DynamoEscrow implements Escrow {
    /** In a grant's transaction; its posting stands first. */
    private static final int ISSUANCE = 1;

    private final Ledger ledger;
    private final DynamoEntries entries;
    private final DynamoSettling settling;
    private final InstantSource wallClock;

    /**
     * The ledger of a deployment.
     *
     * @param tablePrefix before every table's name
     * @param wallClock dates the postings
     */
    public DynamoEscrow(DynamoDbClient client, String tablePrefix, InstantSource wallClock) {
        this.ledger = new Ledger(client, tablePrefix);
        this.entries = new DynamoEntries(ledger, wallClock);
        this.settling = new DynamoSettling(ledger, wallClock);
        this.wallClock = wallClock;
    }

    @Override
    public Opening open(String roomId, EntryTerms terms) {
        return entries.open(EscrowLimits.checkId(roomId), terms);
    }

    @Override
    public Entering enter(String roomId, String playerId, int round, int warriors) {
        return entries.enter(
                EscrowLimits.checkId(roomId),
                EscrowLimits.checkId(playerId),
                EscrowLimits.checkRound(round),
                EscrowLimits.checkWarriors(warriors));
    }

    @Override
    public Withdrawing withdraw(String roomId, String playerId, int round) {
        return entries.withdraw(
                EscrowLimits.checkId(roomId),
                EscrowLimits.checkId(playerId),
                EscrowLimits.checkRound(round));
    }

    @Override
    public Forgoing forgo(String roomId, String playerId, int round) {
        return entries.forgo(
                EscrowLimits.checkId(roomId),
                EscrowLimits.checkId(playerId),
                EscrowLimits.checkRound(round));
    }

    @Override
    public int nextRound(String roomId, String playerId) {
        return entries.nextRound(EscrowLimits.checkId(roomId), EscrowLimits.checkId(playerId));
    }

    @Override
    public Optional<RoomEscrow> find(String roomId) {
        return entries.find(EscrowLimits.checkId(roomId));
    }

    @Override
    public Decision decide(String roomId, Disposal disposal) {
        return settling.decide(EscrowLimits.checkId(roomId), disposal);
    }

    @Override
    public Refund refund(String roomId, String playerId) {
        return settling.refund(EscrowLimits.checkId(roomId), EscrowLimits.checkId(playerId));
    }

    @Override
    public Pot fixPot(String roomId) {
        return settling.fixPot(EscrowLimits.checkId(roomId));
    }

    @Override
    public Payment pay(String roomId, String step, Beneficiary to, long amount) {
        return settling.pay(
                EscrowLimits.checkId(roomId),
                EscrowLimits.checkKey(step),
                to,
                EscrowLimits.checkAmount("amount", amount, Payouts.POT_MAX));
    }

    @Override
    public Closing close(String roomId) {
        return settling.close(EscrowLimits.checkId(roomId));
    }

    @Override
    public long balance(String playerId) {
        EscrowLimits.checkId(playerId);
        return Ledger.resolve(
                () ->
                        Optional.of(
                                ledger.account(AccountRow.player(playerId))
                                        .map(AccountRow::balance)
                                        .orElse(0L)));
    }

    @Override
    public Grant grant(String playerId, String key, long amount) {
        EscrowLimits.checkId(playerId);
        EscrowLimits.checkKey(key);
        EscrowLimits.checkAmount("amount", amount, EscrowLimits.GRANT_MAX);
        String payer = AccountRow.issuance(playerId);
        String payee = AccountRow.player(playerId);
        PostingRow posting =
                new PostingRow(
                        PostingRow.ofPlayer(playerId),
                        PostingRow.GRANT + key,
                        PostingRow.legs(payer, payee, amount),
                        0,
                        wallClock.millis());
        // Who asks for an account grants its first money anew each time: that must only read.
        return Ledger.resolve(() -> granted(posting).or(() -> tryGranting(posting, payer, payee)));
    }

    private Optional<Grant> tryGranting(PostingRow posting, String payer, String payee) {
        OptionalInt refused =
                ledger.write(
                        ledger.posted(posting),
                        ledger.issued(payer, posting.amount()),
                        ledger.credited(payee, posting.amount()));
        if (refused.isEmpty()) {
            return Optional.of(Grant.GRANTED);
        }
        return refused.getAsInt() == ISSUANCE ? Optional.of(Grant.EXHAUSTED) : granted(posting);
    }

    /** What was answered to that grant, if it was made. */
    private Optional<Grant> granted(PostingRow posting) {
        return ledger.posting(posting.book(), posting.step())
                .map(
                        before ->
                                before.amount() == posting.amount()
                                        ? Grant.GRANTED
                                        : Grant.OTHER_AMOUNT);
    }
}
