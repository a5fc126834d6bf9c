package dev.atrium.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.escrow.Escrow.Decision;
import dev.atrium.escrow.Escrow.Entering;
import dev.atrium.escrow.Escrow.Forgoing;
import dev.atrium.escrow.Escrow.Pot;
import dev.atrium.escrow.Escrow.Refund;
import dev.atrium.escrow.Escrow.Withdrawing;
import dev.atrium.room.RoomId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What every ledger must do with entries that are withdrawn while an escrow is open. */
public abstract class EscrowWithdrawalContractTest {
    private static final EntryTerms TERMS = new EntryTerms("arena.siege", 10);
    private static final int THREADS = 6;

    private final String run = RoomId.draw().value().substring(0, 12);
    private final String room = "room-" + run;
    private final String ann = "ann-" + run;

    /** His id begins as hers does, and so do the keys of his postings. */
    private final String anna = ann + "a";

    /** The ledger under test; nobody else writes to it. */
    protected abstract Escrow escrow();

    /** Fails unless all sums are 0 and no balance is below it that may not be. */
    protected abstract void assertInOrder();

    @BeforeEach
    void twoEntered() {
        escrow().open(room, TERMS);
        escrow().grant(ann, "start", 100);
        escrow().grant(anna, "start", 100);
        assertEquals(new Entering.Entered(20), escrow().enter(room, ann, 2));
        assertEquals(new Entering.Entered(10), escrow().enter(room, anna, 1));
    }

    @AfterEach
    void sumsAreZero() {
        assertInOrder();
    }

    private RoomEscrow read() {
        return escrow().find(room).orElseThrow();
    }

    private void assertHolds(long balance, Entry... entries) {
        assertEquals(balance, read().balance());
        assertEquals(List.of(entries), read().entries());
    }

    private static Withdrawing back(long amount) {
        return new Withdrawing.Withdrawn(amount);
    }

    @Test
    void entryThatIsWithdrawnGoesBackOnce() {
        assertEquals(back(20), escrow().withdraw(room, ann, 0));
        assertEquals(back(20), escrow().withdraw(room, ann, 0));
        assertEquals(100, escrow().balance(ann));
        assertHolds(10, new Entry(anna, 1, 10, false));
    }

    @Test
    void whoWithdrewMayEnterAgainInTheNextRoundWithAnotherCount() {
        escrow().withdraw(room, ann, 0);
        assertEquals(new Entering.Entered(50), escrow().enter(room, ann, 1, 5));
        assertEquals(new Entering.Entered(50), escrow().enter(room, ann, 1, 5));
        assertEquals(50, escrow().balance(ann));
        assertHolds(60, new Entry(ann, 5, 50, false), new Entry(anna, 1, 10, false));

        assertEquals(back(50), escrow().withdraw(room, ann, 1));
        assertEquals(new Entering.Entered(10), escrow().enter(room, ann, 2, 1));
        assertEquals(90, escrow().balance(ann));
        assertHolds(20, new Entry(ann, 1, 10, false), new Entry(anna, 1, 10, false));
    }

    @Test
    void whatIsRepeatedOfAnEarlierRoundMovesNothing() {
        escrow().withdraw(room, ann, 0);
        escrow().enter(room, ann, 1, 5);
        assertEquals(new Entering.Entered(20), escrow().enter(room, ann, 2));
        assertEquals(Entering.Refused.OTHER_WARRIORS, escrow().enter(room, ann, 5));
        assertEquals(back(20), escrow().withdraw(room, ann, 0));
        assertEquals(50, escrow().balance(ann));
    }

    @Test
    void nextRoundIsForWhoHasWithdrawn() {
        assertEquals(Entering.Refused.NOT_WITHDRAWN, escrow().enter(room, ann, 1, 2));
        escrow().withdraw(room, ann, 0);
        assertEquals(Entering.Refused.NOT_WITHDRAWN, escrow().enter(room, ann, 2, 2));
        assertEquals(100, escrow().balance(ann));
    }

    @Test
    void whoWithdrawsBeforeHeIsInStaysOutInThatRound() {
        String never = "never-" + run;
        String bob = "bob-" + run;
        escrow().grant(bob, "start", 100);
        assertEquals(Withdrawing.Refused.NOT_OPENED, escrow().withdraw(never, bob, 0));
        assertEquals(back(0), escrow().withdraw(room, bob, 0));
        assertEquals(back(0), escrow().withdraw(room, bob, 0));
        assertEquals(Entering.Refused.WITHDRAWN, escrow().enter(room, bob, 1));
        assertEquals(100, escrow().balance(bob));
        assertEquals(new Entering.Entered(10), escrow().enter(room, bob, 1, 1));
        assertEquals(40, read().balance());
    }

    @Test
    void whoIsOutOfALaterRoundIsStillInTheOneBefore() {
        assertEquals(back(0), escrow().withdraw(room, ann, 1));
        assertHolds(30, new Entry(ann, 2, 20, false), new Entry(anna, 1, 10, false));
        escrow().withdraw(room, ann, 0);
        assertEquals(Entering.Refused.WITHDRAWN, escrow().enter(room, ann, 1, 1));
        assertEquals(new Entering.Entered(10), escrow().enter(room, ann, 2, 1));
    }

    @Test
    void nothingIsWithdrawnOnceItIsDecidedWhatBecomesOfTheEscrow() {
        escrow().withdraw(room, anna, 0);
        escrow().decide(room, Disposal.PAID);
        assertEquals(Withdrawing.Refused.CLOSED, escrow().withdraw(room, ann, 0));
        assertEquals(back(10), escrow().withdraw(room, anna, 0), "as it was answered before");
        assertEquals(Entering.Refused.CLOSED, escrow().enter(room, anna, 1, 1));
        assertEquals(new Pot.Fixed(20), escrow().fixPot(room));
        assertEquals(80, escrow().balance(ann));
    }

    @Test
    void refundGivesBackWhatStandsAndNothingThatWasWithdrawn() {
        escrow().withdraw(room, ann, 0);
        escrow().enter(room, ann, 1, 3);
        escrow().withdraw(room, anna, 0);
        escrow().decide(room, Disposal.REFUNDED);
        assertEquals(Refund.Refused.NO_ENTRY, escrow().refund(room, anna));
        assertEquals(new Refund.Refunded(30), escrow().refund(room, ann));
        assertEquals(new Refund.Refunded(30), escrow().refund(room, ann));
        assertEquals(100, escrow().balance(ann));
        assertEquals(100, escrow().balance(anna));
        assertEquals(Escrow.Closing.CLOSED, escrow().close(room));
        assertEquals(List.of(new Entry(ann, 3, 30, true)), read().entries());
    }

    @Test
    void placeOfWhoWithdrewIsAnothersToTake() {
        for (int i = 2; i < EscrowLimits.ENTRIES_MAX; i++) {
            escrow().grant("p" + i + "-" + run, "start", 10);
            escrow().enter(room, "p" + i + "-" + run, 1);
        }
        String late = "late-" + run;
        escrow().grant(late, "start", 10);
        assertEquals(Entering.Refused.FULL, escrow().enter(room, late, 1));
        escrow().withdraw(room, ann, 0);
        assertEquals(new Entering.Entered(10), escrow().enter(room, late, 1));
        assertEquals(Entering.Refused.FULL, escrow().enter(room, ann, 1, 1));
    }

    @Test
    void whoForgoesARoundIsOutOfItAndMayEnterTheNext() {
        String bob = "bob-" + run;
        escrow().grant(bob, "start", 100);
        assertEquals(Forgoing.NOT_OPENED, escrow().forgo("never-" + run, bob, 0));
        assertEquals(Forgoing.FORGONE, escrow().forgo(room, bob, 0));
        assertEquals(Forgoing.FORGONE, escrow().forgo(room, bob, 0));
        assertEquals(Entering.Refused.WITHDRAWN, escrow().enter(room, bob, 1));
        assertEquals(back(0), escrow().withdraw(room, bob, 0));
        assertEquals(new Entering.Entered(10), escrow().enter(room, bob, 1, 1));
        assertEquals(40, read().balance());
    }

    @Test
    void whatWasPaidCannotBeForgone() {
        assertEquals(Forgoing.PAID, escrow().forgo(room, ann, 0));
        assertHolds(30, new Entry(ann, 2, 20, false), new Entry(anna, 1, 10, false));
        escrow().withdraw(room, ann, 0);
        assertEquals(Forgoing.FORGONE, escrow().forgo(room, ann, 0));
        escrow().decide(room, Disposal.PAID);
        assertEquals(Forgoing.FORGONE, escrow().forgo(room, ann, 1), "nobody enters any more");
        assertEquals(Forgoing.PAID, escrow().forgo(room, anna, 0));
    }

    @Test
    void nextRoundIsTheOneAfterTheLastThatOneIsOutOf() {
        assertEquals(0, escrow().nextRound("never-" + run, ann));
        assertEquals(0, escrow().nextRound(room, ann));
        escrow().withdraw(room, anna, 0);
        assertEquals(0, escrow().nextRound(room, ann), "another's id begins as his does");
        for (int round = 0; round < EscrowLimits.ROUNDS_MAX; round++) {
            escrow().withdraw(room, ann, round);
            assertEquals(round + 1, escrow().nextRound(room, ann));
        }
        escrow().forgo(room, anna, 1);
        assertEquals(2, escrow().nextRound(room, anna));
    }

    @Test
    void whoForgoesWhileHePaysHasPaidOrIsOut() throws Exception {
        String bob = "bob-" + run;
        escrow().grant(bob, "start", 10);
        List<Object> answers =
                together(
                        List.of(
                                () -> escrow().enter(room, bob, 1),
                                () -> escrow().forgo(room, bob, 0),
                                () -> escrow().enter(room, bob, 1),
                                () -> escrow().forgo(room, bob, 0)));
        boolean paid = answers.contains(new Entering.Entered(10));
        assertEquals(paid, !answers.contains(Entering.Refused.WITHDRAWN), answers::toString);
        assertEquals(paid ? Forgoing.PAID : Forgoing.FORGONE, escrow().forgo(room, bob, 0));
        assertEquals(paid, answers.contains(Forgoing.PAID), answers::toString);
        assertEquals(paid ? 40 : 30, read().balance());
        assertEquals(paid ? 0 : 10, escrow().balance(bob));
    }

    @Test
    void roundsThatAreOutOfRangeAreErrors() {
        for (int round : new int[] {-1, EscrowLimits.ROUNDS_MAX}) {
            assertThrows(IllegalArgumentException.class, () -> escrow().enter(room, ann, round, 1));
            assertThrows(IllegalArgumentException.class, () -> escrow().withdraw(room, ann, round));
            assertThrows(IllegalArgumentException.class, () -> escrow().forgo(room, ann, round));
        }
    }

    @Test
    void whoWithdrawsWhileHeEntersIsInOrOut() throws Exception {
        String bob = "bob-" + run;
        escrow().grant(bob, "start", 10);
        List<Object> answers =
                together(
                        List.of(
                                () -> escrow().enter(room, bob, 1),
                                () -> escrow().withdraw(room, bob, 0),
                                () -> escrow().enter(room, bob, 1),
                                () -> escrow().withdraw(room, bob, 0)));
        assertTrue(answers.contains(back(10)) || answers.contains(back(0)));
        assertEquals(10, escrow().balance(bob), answers::toString);
        assertEquals(30, read().balance());
    }

    private static List<Object> together(List<Callable<Object>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Object> answers = new ArrayList<>();
            for (Future<Object> made : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                answers.add(made.get());
            }
            return answers;
        }
    }

    @Test
    void whoWithdrawsFromEverywhereAtOnceHasItBackOnce() throws Exception {
        List<Object> answers =
                together(
                        IntStream.range(0, 12)
                                .<Callable<Object>>mapToObj(
                                        i -> () -> escrow().withdraw(room, ann, 0))
                                .toList());
        assertEquals(12, answers.stream().filter(back(20)::equals).count());
        assertEquals(100, escrow().balance(ann));
        assertEquals(10, read().balance());
    }

    @Test
    void whoWithdrawsWhileItIsDecidedHasItBackOrIsInThePot() throws Exception {
        List<Object> answers =
                together(
                        List.of(
                                () -> escrow().withdraw(room, ann, 0),
                                () -> escrow().decide(room, Disposal.PAID),
                                () -> escrow().withdraw(room, anna, 0)));
        assertEquals(Decision.DECIDED, answers.get(1));
        boolean annIsOut = answers.get(0).equals(back(20));
        boolean annaIsOut = answers.get(2).equals(back(10));
        assertTrue(annIsOut || answers.get(0) == Withdrawing.Refused.CLOSED);
        assertTrue(annaIsOut || answers.get(2) == Withdrawing.Refused.CLOSED);
        assertEquals(annIsOut ? 100 : 80, escrow().balance(ann));
        assertEquals(annaIsOut ? 100 : 90, escrow().balance(anna));
        assertEquals(
                new Pot.Fixed((annIsOut ? 0 : 20) + (annaIsOut ? 0 : 10)), escrow().fixPot(room));
    }
}
