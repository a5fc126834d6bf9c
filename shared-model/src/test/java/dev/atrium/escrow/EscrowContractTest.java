package dev.atrium.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.escrow.Escrow.Closing;
import dev.atrium.escrow.Escrow.Decision;
import dev.atrium.escrow.Escrow.Entering;
import dev.atrium.escrow.Escrow.Grant;
import dev.atrium.escrow.Escrow.Opening;
import dev.atrium.escrow.Escrow.Payment;
import dev.atrium.escrow.Escrow.Pot;
import dev.atrium.escrow.Escrow.Refund;
import dev.atrium.payout.Ranked;
import dev.atrium.payout.Shares;
import dev.atrium.room.RoomId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What every ledger must do, whatever is behind it. */
public abstract class EscrowContractTest {
    private static final EntryTerms TERMS = new EntryTerms("arena.blitz", 10);
    private static final Shares WINNER = new Shares(List.of(95), 3, 2);
    private static final Beneficiary PLATFORM = new Beneficiary.Platform();
    private static final Beneficiary BURN = new Beneficiary.Burn();
    private static final int THREADS = 6;
    private static final int SEEDS = 6;
    private static final int CALLS = 120;

    /** Tests share a ledger, so each has ids of its own. */
    private final String run = RoomId.draw().value().substring(0, 12);

    private final String room = "room-" + run;
    private final String ann = "ann-" + run;
    private final String bob = "bob-" + run;
    private final String cat = "cat-" + run;

    /** The ledger under test; nobody else writes to it. */
    protected abstract Escrow escrow();

    /** Fails unless all sums are 0 and no balance is below it that may not be. */
    protected abstract void assertInOrder();

    @AfterEach
    void sumsAreZero() {
        assertInOrder();
    }

    private void grant(String player, long amount) {
        assertEquals(Grant.GRANTED, escrow().grant(player, "start", amount));
    }

    private void enter(String player, int warriors) {
        assertEquals(
                new Entering.Entered(TERMS.amount(warriors)),
                escrow().enter(room, player, warriors));
    }

    /** An escrow with 20 of Ann, 10 of Bob and 30 of Cat, who had 100 each. */
    private void threeEntered() {
        assertEquals(Opening.OPENED, escrow().open(room, TERMS));
        Stream.of(ann, bob, cat).forEach(player -> grant(player, 100));
        enter(ann, 2);
        enter(bob, 1);
        enter(cat, 3);
    }

    private RoomEscrow read() {
        return escrow().find(room).orElseThrow();
    }

    private void assertBalances(long ofAnn, long ofBob, long ofCat) {
        assertEquals(
                List.of(ofAnn, ofBob, ofCat),
                Stream.of(ann, bob, cat).map(escrow()::balance).toList());
    }

    private Payment pay(String step, String player, long amount) {
        return escrow().pay(room, step, new Beneficiary.PlayerAccount(player), amount);
    }

    private static Ranked at(int place, String player) {
        return new Ranked(player, place, false);
    }

    @Test
    void grantIsMadeOnceForItsKey() {
        assertEquals(0, escrow().balance(ann));
        assertEquals(Grant.GRANTED, escrow().grant(ann, "a", 7));
        assertEquals(Grant.GRANTED, escrow().grant(ann, "a", 7));
        assertEquals(Grant.OTHER_AMOUNT, escrow().grant(ann, "a", 8));
        assertEquals(Grant.GRANTED, escrow().grant(ann, "b", 8));
        assertEquals(Grant.GRANTED, escrow().grant(bob, "a", 1));

        assertBalances(15, 1, 0);
    }

    @Test
    void escrowIsOpenedOnceAndKeepsItsTerms() {
        assertEquals(Optional.empty(), escrow().find(room));
        assertEquals(Opening.OPENED, escrow().open(room, TERMS));
        assertEquals(Opening.OPENED, escrow().open(room, TERMS));
        assertEquals(Opening.OTHER_TERMS, escrow().open(room, new EntryTerms("arena.blitz", 11)));
        assertEquals(Opening.OTHER_TERMS, escrow().open(room, new EntryTerms("arena.siege", 10)));

        assertEquals(new RoomEscrow(room, TERMS, EscrowState.OPEN, 0, 0, List.of()), read());
    }

    @Test
    void entryCostsTheFeeOfEachWarriorOnce() {
        threeEntered();
        enter(ann, 2);
        assertEquals(Entering.Refused.OTHER_WARRIORS, escrow().enter(room, ann, 1));

        assertBalances(80, 90, 70);
        assertEquals(
                new RoomEscrow(
                        room,
                        TERMS,
                        EscrowState.OPEN,
                        60,
                        0,
                        List.of(
                                new Entry(ann, 2, 20, false),
                                new Entry(bob, 1, 10, false),
                                new Entry(cat, 3, 30, false))),
                read());
    }

    @Test
    void whoHasTooLittleLeavesNoTraceAndMayEnterLater() {
        escrow().open(room, TERMS);
        grant(ann, 19);
        assertEquals(Entering.Refused.INSUFFICIENT_FUNDS, escrow().enter(room, ann, 2));
        assertEquals(Entering.Refused.INSUFFICIENT_FUNDS, escrow().enter(room, bob, 1));
        assertBalances(19, 0, 0);
        assertEquals(new RoomEscrow(room, TERMS, EscrowState.OPEN, 0, 0, List.of()), read());

        enter(ann, 1);
        assertBalances(9, 0, 0);
    }

    @Test
    void roomWithoutAnEscrowTakesAndGivesNothing() {
        grant(ann, 100);
        assertEquals(Entering.Refused.NOT_OPENED, escrow().enter(room, ann, 1));
        assertEquals(Decision.NOT_OPENED, escrow().decide(room, Disposal.PAID));
        assertEquals(Refund.Refused.NOT_OPENED, escrow().refund(room, ann));
        assertEquals(Pot.Refused.NOT_OPENED, escrow().fixPot(room));
        assertEquals(Payment.NOT_OPENED, pay("a", ann, 1));
        assertEquals(Closing.NOT_OPENED, escrow().close(room));
        assertBalances(100, 0, 0);
    }

    @Test
    void nothingLeavesAnEscrowThatIsOpen() {
        threeEntered();
        assertEquals(Refund.Refused.UNDECIDED, escrow().refund(room, ann));
        assertEquals(Pot.Refused.UNDECIDED, escrow().fixPot(room));
        assertEquals(Payment.POT_NOT_FIXED, pay("a", ann, 1));
        assertEquals(Closing.UNDECIDED, escrow().close(room));
        assertEquals(60, read().balance());
    }

    @Test
    void decisionEndsTheEntriesAndStays() {
        threeEntered();
        assertEquals(Decision.DECIDED, escrow().decide(room, Disposal.PAID));
        assertEquals(Decision.DECIDED, escrow().decide(room, Disposal.PAID));
        assertEquals(Decision.DECIDED_OTHERWISE, escrow().decide(room, Disposal.REFUNDED));

        String late = "late-" + run;
        grant(late, 100);
        assertEquals(Entering.Refused.CLOSED, escrow().enter(room, late, 1));
        enter(ann, 2);
        assertEquals(100, escrow().balance(late));
        assertEquals(EscrowState.SETTLING, read().state());
        assertEquals(Opening.OPENED, escrow().open(room, TERMS));
    }

    @Test
    void refundedEscrowGivesEachEntryBackOnce() {
        threeEntered();
        escrow().decide(room, Disposal.REFUNDED);
        assertEquals(new Refund.Refunded(20), escrow().refund(room, ann));
        assertEquals(new Refund.Refunded(20), escrow().refund(room, ann));
        assertEquals(Refund.Refused.NO_ENTRY, escrow().refund(room, "nobody-" + run));
        assertEquals(Pot.Refused.REFUNDED, escrow().fixPot(room));
        assertEquals(Payment.REFUNDED, pay("a", bob, 1));
        assertEquals(Closing.NOT_EMPTY, escrow().close(room));
        assertEquals(new Entry(ann, 2, 20, true), read().entries().getFirst());
        MatchSettlement.refund(escrow(), room);

        assertBalances(100, 100, 100);
        assertEquals(EscrowState.REFUNDED, read().state());
        assertEquals(new Refund.Refunded(10), escrow().refund(room, bob));
        assertEquals(Closing.CLOSED, escrow().close(room));
        assertEquals(Decision.DECIDED_OTHERWISE, escrow().decide(room, Disposal.PAID));
        assertBalances(100, 100, 100);
    }

    @Test
    void potIsWhatIsLeftOnceThoseWithoutAPartHaveTheirFeesBack() {
        threeEntered();
        escrow().decide(room, Disposal.PAID);
        assertEquals(Payment.POT_NOT_FIXED, pay("a", ann, 1));
        assertEquals(new Refund.Refunded(30), escrow().refund(room, cat));
        assertEquals(Closing.UNDECIDED, escrow().close(room));
        assertEquals(new Pot.Fixed(30), escrow().fixPot(room));

        assertEquals(Refund.Refused.POT_FIXED, escrow().refund(room, ann));
        assertEquals(new Refund.Refunded(30), escrow().refund(room, cat));
        assertEquals(new Pot.Fixed(30), escrow().fixPot(room));
        assertEquals(EscrowState.PAYING, read().state());
        assertEquals(30, read().pot());
        assertBalances(80, 90, 100);
    }

    @Test
    void partIsPaidOnceForItsStepAndNeverMoreThanIsLeft() {
        threeEntered();
        escrow().decide(room, Disposal.PAID);
        escrow().fixPot(room);
        assertEquals(Payment.PAID, pay("winner", ann, 50));
        assertEquals(Payment.PAID, pay("winner", ann, 50));
        assertEquals(Payment.OTHER_PAYMENT, pay("winner", ann, 5));
        assertEquals(Payment.OTHER_PAYMENT, pay("winner", bob, 50));
        assertEquals(Payment.OTHER_PAYMENT, escrow().pay(room, "winner", BURN, 50));
        assertEquals(Payment.TOO_MUCH, pay("second", bob, 11));
        assertEquals(Closing.NOT_EMPTY, escrow().close(room));
        assertEquals(Payment.PAID, pay("second", bob, 8));
        assertEquals(Payment.PAID, escrow().pay(room, "platform", PLATFORM, 1));
        assertEquals(Payment.PAID, escrow().pay(room, "burn", BURN, 1));
        assertEquals(Closing.CLOSED, escrow().close(room));

        assertEquals(Closing.CLOSED, escrow().close(room));
        assertEquals(Payment.PAID, pay("winner", ann, 50));
        assertEquals(Payment.TOO_MUCH, pay("third", cat, 1));
        assertEquals(new Pot.Fixed(60), escrow().fixPot(room));
        assertEquals(Decision.DECIDED, escrow().decide(room, Disposal.PAID));
        assertEquals(EscrowState.PAID, read().state());
        assertBalances(130, 98, 70);
    }

    @Test
    void potOfWhichEverythingWentBackIsClosedUnpaid() {
        threeEntered();
        escrow().decide(room, Disposal.PAID);
        Stream.of(ann, bob, cat).forEach(player -> escrow().refund(room, player));
        assertEquals(new Pot.Fixed(0), escrow().fixPot(room));
        assertEquals(Payment.TOO_MUCH, pay("winner", ann, 1));
        assertEquals(Closing.CLOSED, escrow().close(room));
        assertBalances(100, 100, 100);
    }

    @Test
    void roomTakesAHundredEntriesAndNoMore() {
        escrow().open(room, TERMS);
        for (int i = 0; i <= EscrowLimits.ENTRIES_MAX; i++) {
            grant("p" + i + "-" + run, 20);
        }
        for (int i = 0; i < EscrowLimits.ENTRIES_MAX; i++) {
            enter("p" + i + "-" + run, 1);
        }
        assertEquals(
                Entering.Refused.FULL,
                escrow().enter(room, "p" + EscrowLimits.ENTRIES_MAX + "-" + run, 1));
        enter("p0-" + run, 1);
        assertEquals(EscrowLimits.ENTRIES_MAX, read().entries().size());
        assertEquals(1_000, read().balance());
    }

    @Test
    void whatIsOutOfRangeIsAnErrorAndNotARefusal() {
        List<Runnable> calls =
                List.of(
                        () -> escrow().enter(room, ann, 0),
                        () -> escrow().enter(room, ann, 6),
                        () -> escrow().enter(room, "a#b", 1),
                        () -> escrow().open("", TERMS),
                        () -> escrow().grant(ann, "", 1),
                        () -> escrow().grant(ann, "a", 0),
                        () -> escrow().grant(ann, "a", EscrowLimits.GRANT_MAX + 1),
                        () -> pay("a b", ann, 1),
                        () -> pay("a", ann, -1),
                        () -> new EntryTerms("arena.blitz", 0),
                        () -> new EntryTerms("arena.blitz", EscrowLimits.FEE_MAX + 1),
                        () -> new EntryTerms(" ", 1));
        for (Runnable call : calls) {
            assertThrows(IllegalArgumentException.class, call::run);
        }
    }

    // -- many at once ---------------------------------------------------------------------------

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> made : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                answers.add(made.get());
            }
            return answers;
        }
    }

    private static <T> List<Callable<T>> times(int count, Callable<T> call) {
        return IntStream.range(0, count).mapToObj(i -> call).toList();
    }

    @Test
    void playerWhoEntersFromEverywhereAtOncePaysOnce() throws Exception {
        escrow().open(room, TERMS);
        grant(ann, 100);
        List<Entering> answers = together(times(12, () -> escrow().enter(room, ann, 2)));

        assertEquals(Set.of(new Entering.Entered(20)), new HashSet<>(answers));
        assertBalances(80, 0, 0);
        assertEquals(20, read().balance());
    }

    @Test
    void playerWhoEntersManyRoomsAtOnceSpendsWhatHeHasAndNoMore() throws Exception {
        grant(ann, 35);
        List<String> rooms = IntStream.range(0, 9).mapToObj(i -> "r" + i + "-" + run).toList();
        rooms.forEach(each -> escrow().open(each, TERMS));
        List<Callable<Entering>> entries =
                rooms.stream()
                        .<Callable<Entering>>map(each -> () -> escrow().enter(each, ann, 1))
                        .toList();
        List<Entering> answers = together(entries);

        assertEquals(3, answers.stream().filter(Entering.Entered.class::isInstance).count());
        assertEquals(
                6, answers.stream().filter(Entering.Refused.INSUFFICIENT_FUNDS::equals).count());
        assertBalances(5, 0, 0);
    }

    @Test
    void whoEntersWhileItIsDecidedIsInOrOut() throws Exception {
        escrow().open(room, TERMS);
        List<String> players = IntStream.range(0, 12).mapToObj(i -> "p" + i + "-" + run).toList();
        players.forEach(player -> grant(player, 10));
        List<Callable<Object>> calls =
                players.stream()
                        .<Callable<Object>>map(player -> () -> escrow().enter(room, player, 1))
                        .collect(Collectors.toCollection(ArrayList::new));
        calls.add(5, () -> escrow().decide(room, Disposal.PAID));
        calls.add(6, () -> escrow().decide(room, Disposal.REFUNDED));
        List<Object> answers = together(calls);

        long in = answers.stream().filter(Entering.Entered.class::isInstance).count();
        long out = answers.stream().filter(Entering.Refused.CLOSED::equals).count();
        assertEquals(players.size(), in + out);
        assertEquals(1, answers.stream().filter(Decision.DECIDED::equals).count());
        assertEquals(1, answers.stream().filter(Decision.DECIDED_OTHERWISE::equals).count());
        assertEquals(in, read().entries().size());
        assertEquals(10 * in, read().balance());
        assertEquals(10 * out, players.stream().mapToLong(escrow()::balance).sum());
    }

    @Test
    void settlementsOfOneMatchThatRunAtOncePayItOnce() throws Exception {
        threeEntered();
        List<Ranked> ranked = List.of(at(1, bob), at(2, ann));
        List<Object> all =
                together(
                        times(
                                THREADS,
                                () -> {
                                    MatchSettlement.pay(escrow(), room, WINNER, ranked);
                                    return "paid";
                                }));

        assertEquals(THREADS, all.size());
        // Of 30: 28.5 to Bob; 0.9 to the platform, which is nothing, and so 2 are burnt.
        assertBalances(80, 118, 100);
        assertEquals(new Pot.Fixed(30), escrow().fixPot(room));
        assertEquals(EscrowState.PAID, read().state());
    }

    @Test
    void refundsOfOneRoomThatRunAtOnceGiveItBackOnce() throws Exception {
        threeEntered();
        List<Object> all =
                together(
                        times(
                                THREADS,
                                () -> {
                                    MatchSettlement.refund(escrow(), room);
                                    return "refunded";
                                }));

        assertEquals(THREADS, all.size());
        assertBalances(100, 100, 100);
        assertEquals(EscrowState.REFUNDED, read().state());
    }

    @Test
    void partsThatAreMoreThanThePotArePaidUntilNothingIsLeft() throws Exception {
        threeEntered();
        escrow().decide(room, Disposal.PAID);
        List<Callable<Object>> calls =
                IntStream.range(0, 12)
                        .<Callable<Object>>mapToObj(i -> () -> pay("s" + i, ann, 25))
                        .collect(Collectors.toCollection(ArrayList::new));
        calls.add(0, () -> escrow().fixPot(room));
        calls.add(1, () -> escrow().refund(room, bob));
        List<Object> answers = together(calls);

        long paid = answers.stream().filter(Payment.PAID::equals).count();
        long pot = read().pot();
        boolean refunded = answers.get(1).equals(new Refund.Refunded(10));
        assertEquals(refunded ? 50 : 60, pot);
        assertTrue(paid <= 2, () -> paid + " paid");
        assertBalances(80 + 25 * paid, refunded ? 100 : 90, 70);
        assertEquals(pot - 25 * paid, read().balance());
    }

    // -- any order ------------------------------------------------------------------------------

    /** After every call: the same answer, the same balances, and sums that are 0. */
    @Test
    void anySequenceOfCallsDoesWhatItDoesInMemory() {
        Set<Object> answers = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            answers.addAll(EscrowCalls.play(seed, run, CALLS, escrow(), this::assertInOrder));
        }
        EscrowCalls.assertAllMet(answers);
    }
}
