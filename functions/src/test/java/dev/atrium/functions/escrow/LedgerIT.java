package dev.atrium.functions.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.escrow.Beneficiary;
import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.DynamoEscrow;
import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.EscrowUnavailableException;
import dev.atrium.escrow.LedgerAudit;
import dev.atrium.escrow.LedgerAudit.Finding;
import dev.atrium.escrow.LedgerAudit.Kind;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.functions.escrow.FaultyWrites.Fault;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.PostingRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the ledger keeps in DynamoDB, what it does while that fails, and what an audit finds. */
class LedgerIT {
    private static final EntryTerms TERMS = new EntryTerms("arena.blitz", 10);
    private static final long NOW = 5;

    @AutoClose private final LocalStores stores = LocalStores.open();
    private final Escrow escrow = escrow(stores.dynamo());

    private Escrow escrow(DynamoDbClient client) {
        return new DynamoEscrow(client, stores.tablePrefix(), () -> Instant.ofEpochMilli(NOW));
    }

    private Escrow faulty(Fault fault) {
        return escrow(FaultyWrites.always(fault).across(stores.dynamo()));
    }

    private LedgerAudit audit(int rowsMax) {
        return new LedgerAuditor(stores.dynamo(), stores.tablePrefix(), rowsMax).audit();
    }

    private PostingRow posting(String book, String step) {
        return stores.table(Tables.POSTINGS)
                .getItem(get -> get.key(key -> key.partitionValue(book).sortValue(step)));
    }

    /** A match of which everything is done, by a ledger that is at hand. */
    private static void play(Escrow escrow) {
        assertEquals(Escrow.Opening.OPENED, escrow.open("r", TERMS));
        for (String player : List.of("a", "b", "c")) {
            assertEquals(Escrow.Grant.GRANTED, escrow.grant(player, "start", 100));
            assertEquals(new Escrow.Entering.Entered(20), escrow.enter("r", player, 2));
        }
        assertEquals(Escrow.Decision.DECIDED, escrow.decide("r", Disposal.PAID));
        assertEquals(new Escrow.Refund.Refunded(20), escrow.refund("r", "c"));
        assertEquals(new Escrow.Pot.Fixed(40), escrow.fixPot("r"));
        assertEquals(
                Escrow.Payment.PAID,
                escrow.pay("r", "winner", new Beneficiary.PlayerAccount("a"), 38));
        assertEquals(
                Escrow.Payment.PAID, escrow.pay("r", "platform", new Beneficiary.Platform(), 1));
        assertEquals(Escrow.Payment.PAID, escrow.pay("r", "burn", new Beneficiary.Burn(), 1));
        assertEquals(Escrow.Closing.CLOSED, escrow.close("r"));
    }

    private void assertPlayed() {
        assertEquals(
                List.of(118L, 80L, 100L),
                List.of("a", "b", "c").stream().map(escrow::balance).toList());
        assertEquals(EscrowState.PAID, escrow.find("r").orElseThrow().state());
        LedgerAudit audit = audit(1_000);
        assertEquals(List.of(), audit.findings());
        // Three grants, three entries, a refund, three payments.
        assertEquals(10, audit.postings());
        assertEquals(1, audit.escrows());
        assertEquals(300, audit.issued());
        assertEquals(0, audit.sum());
    }

    @Test
    void eachMovementKeepsItsLegs() {
        play(escrow);

        assertPlayed();
        assertEquals(
                new PostingRow(
                        "room#r", "entry#a", Map.of("player#a", -20L, "escrow#r", 20L), 2, NOW),
                posting("room#r", "entry#a"));
        assertEquals(
                new PostingRow(
                        "room#r", "refund#c", Map.of("escrow#r", -20L, "player#c", 20L), 0, NOW),
                posting("room#r", "refund#c"));
        assertEquals(
                Map.of("escrow#r", -1L, AccountRow.platform("r"), 1L),
                posting("room#r", "pay#platform").legs());
        assertEquals(
                Map.of("escrow#r", -1L, AccountRow.burn("r"), 1L),
                posting("room#r", "pay#burn").legs());
        assertEquals(
                Map.of(AccountRow.issuance("a"), -100L, "player#a", 100L),
                posting("player#a", "grant#start").legs());
    }

    @Test
    void replyThatIsLostIsFoundOutEveryTime() {
        play(faulty(Fault.REPLY_LOST));
        assertPlayed();
        play(escrow);
        assertPlayed();
    }

    @Test
    void ledgerThatIsNotReachedSaysSoAndDoesNothing() {
        escrow.open("r", TERMS);
        escrow.grant("a", "start", 100);
        for (Fault fault : List.of(Fault.REQUEST_LOST, Fault.CONFLICT)) {
            Escrow silent = faulty(fault);
            assertThrows(EscrowUnavailableException.class, () -> silent.enter("r", "a", 1));
        }
        Escrow silent = faulty(Fault.REQUEST_LOST);
        assertThrows(EscrowUnavailableException.class, () -> silent.open("s", TERMS));
        assertThrows(EscrowUnavailableException.class, () -> silent.grant("a", "more", 1));
        assertThrows(EscrowUnavailableException.class, () -> silent.decide("r", Disposal.REFUNDED));

        assertEquals(100, escrow.balance("a"));
        assertEquals(EscrowState.OPEN, escrow.find("r").orElseThrow().state());
        assertEquals(1, audit(100).postings());
        assertEquals(new Escrow.Entering.Entered(10), escrow.enter("r", "a", 1));
    }

    @Test
    void moneyRunsOutBeforeSumsCouldOverflow() {
        String issuance = AccountRow.issuance("a");
        stores.table(Tables.ACCOUNTS)
                .putItem(new AccountRow(issuance, 5 - 100_000_000_000_000_000L));

        assertEquals(Escrow.Grant.EXHAUSTED, escrow.grant("a", "six", 6));
        assertEquals(0, escrow.balance("a"));
        assertEquals(Escrow.Grant.GRANTED, escrow.grant("a", "five", 5));
        assertEquals(Escrow.Grant.EXHAUSTED, escrow.grant("a", "one", 1));
        assertEquals(Escrow.Grant.GRANTED, escrow.grant("a", "five", 5));
    }

    @Test
    void auditFindsWhatIsNotInOrder() {
        play(escrow);
        stores.table(Tables.ACCOUNTS).putItem(new AccountRow("player#b", -7));
        EscrowRow row =
                stores.table(Tables.ESCROWS).getItem(g -> g.key(k -> k.partitionValue("r")));
        stores.table(Tables.ESCROWS)
                .putItem(
                        new EscrowRow(
                                row.roomId(),
                                row.game(),
                                row.feePerWarrior(),
                                row.escrowState(),
                                3,
                                row.entries(),
                                row.pot(),
                                row.openedAtMs(),
                                row.unsettledShard(),
                                row.nextLook()));
        stores.table(Tables.POSTINGS)
                .putItem(new PostingRow("room#r", "pay#odd", Map.of("player#x", 4L), 0, NOW));

        LedgerAudit audit = audit(1_000);

        assertEquals(
                List.of(
                        new Finding(Kind.POSTING, "room#r pay#odd", 4),
                        new Finding(Kind.NOT_EMPTY, "r", 3),
                        new Finding(Kind.NEGATIVE, "player#b", -7),
                        new Finding(Kind.SUM, "all accounts", 3 - 87),
                        new Finding(Kind.BALANCE, "escrow#r", 3),
                        new Finding(Kind.BALANCE, "player#b", -87),
                        new Finding(Kind.BALANCE, "player#x", -4)),
                audit.findings());
        assertEquals(3 - 87, audit.sum());
    }

    @Test
    void auditReadsPageAfterPageAndStopsAtItsLimit() {
        for (int i = 0; i < 1_100; i++) {
            stores.table(Tables.ACCOUNTS).putItem(new AccountRow("player#p" + i, 1));
        }
        LedgerAudit whole = audit(2_000);
        assertEquals(1_100, whole.accounts());
        assertEquals(1_100, whole.sum());
        assertEquals(LedgerAudit.FINDINGS_MAX, whole.findings().size());

        LedgerAudit part = audit(1_000);
        assertEquals(1_000, part.accounts());
        assertEquals(Kind.TOO_MANY_ROWS, part.findings().getFirst().kind());
    }
}
