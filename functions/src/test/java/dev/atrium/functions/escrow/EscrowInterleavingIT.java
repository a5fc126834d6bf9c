package dev.atrium.functions.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.escrow.Beneficiary;
import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.DynamoEscrow;
import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.Escrow.Closing;
import dev.atrium.escrow.Escrow.Decision;
import dev.atrium.escrow.Escrow.Entering;
import dev.atrium.escrow.Escrow.Opening;
import dev.atrium.escrow.Escrow.Payment;
import dev.atrium.escrow.Escrow.Pot;
import dev.atrium.escrow.Escrow.Refund;
import dev.atrium.escrow.Escrow.Withdrawing;
import dev.atrium.escrow.EscrowLimits;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.escrow.RoomEscrow;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.List;

/** What a call finds changed between what it has read and what it writes. */
class EscrowInterleavingIT {
    private static final EntryTerms TERMS = new EntryTerms("arena.blitz", 10);
    private static final int ROWS_MAX = 1_000;

    private LocalStores stores;
    private Escrow escrow;

    /** Each with 100, of which Ann has paid 20 and Bob 10. */
    @BeforeEach
    void open() {
        stores = LocalStores.open();
        escrow = escrow(stores.dynamo());
        assertEquals(Opening.OPENED, escrow.open("r", TERMS));
        for (String player : List.of("ann", "bob", "cat")) {
            escrow.grant(player, "start", 100);
        }
        assertEquals(new Entering.Entered(20), escrow.enter("r", "ann", 2));
        assertEquals(new Entering.Entered(10), escrow.enter("r", "bob", 1));
    }

    @AfterEach
    void close() {
        assertEquals(
                List.of(),
                new LedgerAuditor(stores.dynamo(), stores.tablePrefix(), ROWS_MAX)
                        .audit()
                        .findings());
        stores.close();
    }

    private Escrow escrow(DynamoDbClient client) {
        return new DynamoEscrow(client, stores.tablePrefix(), InstantSource.system());
    }

    /** One that has read already when another does that. */
    private Escrow behind(Runnable another) {
        return escrow(FaultyWrites.interrupted(another).across(stores.dynamo()));
    }

    private static Payment pay(Escrow by, String step, String player, long amount) {
        return by.pay("r", step, new Beneficiary.PlayerAccount(player), amount);
    }

    private void assertRoom(EscrowState state, long balance) {
        RoomEscrow read = escrow.find("r").orElseThrow();
        assertEquals(state, read.state());
        assertEquals(balance, read.balance());
    }

    @Test
    void whoEntersWhileItIsDecidedHasPaidNothing() {
        for (Disposal disposal : Disposal.values()) {
            String room = "r-" + disposal;
            escrow.open(room, TERMS);
            assertEquals(
                    Entering.Refused.CLOSED,
                    behind(() -> escrow.decide(room, disposal)).enter(room, "cat", 1));
            assertEquals(0, escrow.find(room).orElseThrow().balance());
        }
        assertEquals(100, escrow.balance("cat"));
    }

    @Test
    void whoWithdrawsWhileItIsDecidedHasNothingBackByThat() {
        assertEquals(
                Withdrawing.Refused.CLOSED,
                behind(() -> escrow.decide("r", Disposal.PAID)).withdraw("r", "ann", 0));
        assertEquals(80, escrow.balance("ann"));
        assertRoom(EscrowState.SETTLING, 30);
    }

    @Test
    void whoWithdrawsWhileAnotherDoesItForHimHasItBackOnce() {
        Escrow late =
                behind(
                        () -> {
                            escrow.withdraw("r", "ann", 0);
                            escrow.enter("r", "ann", 1, 3);
                        });
        assertEquals(new Withdrawing.Withdrawn(20), late.withdraw("r", "ann", 0));
        assertEquals(70, escrow.balance("ann"));
        assertRoom(EscrowState.OPEN, 40);
    }

    @Test
    void whoEntersWhileThePotIsPaidHasPaidNothing() {
        Escrow late =
                behind(
                        () -> {
                            escrow.decide("r", Disposal.PAID);
                            escrow.fixPot("r");
                            pay(escrow, "all", "ann", 30);
                            escrow.close("r");
                        });

        assertEquals(Entering.Refused.CLOSED, late.enter("r", "cat", 1));
        assertEquals(100, escrow.balance("cat"));
        assertRoom(EscrowState.PAID, 0);
    }

    @Test
    void whoEntersWhileTheLastEntryIsTakenHasPaidNothing() {
        escrow.open("s", TERMS);
        Escrow late = behind(() -> putEntries(EscrowLimits.ENTRIES_MAX));

        assertEquals(Entering.Refused.FULL, late.enter("s", "cat", 1));
        assertEquals(100, escrow.balance("cat"));
    }

    private void putEntries(int count) {
        EscrowRow row =
                stores.table(Tables.ESCROWS).getItem(get -> get.key(k -> k.partitionValue("s")));
        stores.table(Tables.ESCROWS)
                .putItem(
                        new EscrowRow(
                                row.roomId(),
                                row.game(),
                                row.feePerWarrior(),
                                row.escrowState(),
                                row.balance(),
                                count,
                                row.pot(),
                                row.openedAtMs(),
                                row.unsettledShard(),
                                row.nextLook()));
    }

    @Test
    void entryOfTheSamePlayerThatWasFasterStays() {
        assertEquals(
                Entering.Refused.OTHER_WARRIORS,
                behind(() -> escrow.enter("r", "cat", 3)).enter("r", "cat", 1));
        assertEquals(70, escrow.balance("cat"));
    }

    @Test
    void whatWasSpentElsewhereMeanwhileIsNotThere() {
        escrow.open("s", new EntryTerms("arena.blitz", 95));
        assertEquals(
                Entering.Refused.INSUFFICIENT_FUNDS,
                behind(() -> escrow.enter("s", "cat", 1)).enter("r", "cat", 1));
        assertEquals(5, escrow.balance("cat"));
    }

    @Test
    void otherTermsOrAnotherDecisionThatWasFasterStays() {
        assertEquals(
                Opening.OTHER_TERMS,
                behind(() -> escrow.open("s", TERMS)).open("s", new EntryTerms("arena.blitz", 11)));
        assertEquals(
                Decision.DECIDED_OTHERWISE,
                behind(() -> escrow.decide("r", Disposal.REFUNDED)).decide("r", Disposal.PAID));
        assertRoom(EscrowState.REFUNDING, 30);
    }

    @Test
    void entryDoesNotGoBackOnceThePotIsFixedWithIt() {
        escrow.decide("r", Disposal.PAID);
        assertEquals(Refund.Refused.POT_FIXED, behind(() -> escrow.fixPot("r")).refund("r", "ann"));
        assertEquals(80, escrow.balance("ann"));
        assertRoom(EscrowState.PAYING, 30);
    }

    @Test
    void potIsWithoutTheEntryThatWentBackJustBefore() {
        escrow.decide("r", Disposal.PAID);
        assertEquals(new Pot.Fixed(10), behind(() -> escrow.refund("r", "ann")).fixPot("r"));
        assertEquals(100, escrow.balance("ann"));
    }

    @Test
    void potThatAnotherFixedIsTheSame() {
        escrow.decide("r", Disposal.PAID);
        Escrow late =
                behind(
                        () -> {
                            escrow.fixPot("r");
                            pay(escrow, "first", "ann", 20);
                        });

        assertEquals(new Pot.Fixed(30), late.fixPot("r"));
        assertRoom(EscrowState.PAYING, 10);
    }

    @Test
    void entryThatAnotherGaveBackGoesBackOnce() {
        escrow.decide("r", Disposal.REFUNDED);
        Escrow late =
                behind(
                        () -> {
                            escrow.refund("r", "ann");
                            escrow.refund("r", "bob");
                            escrow.close("r");
                        });

        assertEquals(new Refund.Refunded(20), late.refund("r", "ann"));
        assertEquals(100, escrow.balance("ann"));
        assertRoom(EscrowState.REFUNDED, 0);
    }

    @Test
    void partThatWasPaidMeanwhileIsNotThereForAnother() {
        escrow.decide("r", Disposal.PAID);
        escrow.fixPot("r");
        assertEquals(
                Payment.TOO_MUCH, pay(behind(() -> pay(escrow, "a", "ann", 25)), "b", "bob", 6));
        assertEquals(
                Payment.OTHER_PAYMENT,
                pay(behind(() -> pay(escrow, "c", "ann", 1)), "c", "bob", 1));
        assertEquals(Payment.PAID, pay(behind(() -> pay(escrow, "d", "ann", 4)), "d", "ann", 4));
        assertEquals(80 + 25 + 1 + 4, escrow.balance("ann"));
        assertEquals(90, escrow.balance("bob"));
        assertEquals(
                Closing.CLOSED, behind(() -> escrow.close("r")).close("r"), "closed by another");
    }
}
