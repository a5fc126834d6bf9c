package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.PlayerCommand;
import dev.atrium.host.connection.NullConnection;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.message.Message;
import dev.atrium.wire.RoomMessages;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CommandOrderTest {
    private record Bet(long sequence) implements PlayerCommand {}

    private final List<RoomCall.Act> turns = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final CommandOrder order =
            new CommandOrder(
                    new CommandOrder.Steps() {
                        @Override
                        public void turn(int seat, RoomCall.Act act) {
                            turns.add(act);
                        }

                        @Override
                        public void again(RoomCall.Act act, Message answer) {
                            answers.add(act.id().orElseThrow() + " " + answer);
                        }

                        @Override
                        public void tooLate(RoomCall.Act act) {
                            answers.add(act.id().orElseThrow() + " too late");
                        }
                    });

    private static RoomCall.Act act(long sequence, String id) {
        return new RoomCall.Act(
                new NullConnection("c"), 0, Optional.of(id), sequence, new Bet(sequence), 0);
    }

    private RoomCall.Act arrived(long sequence, String id, long nowNanos) {
        RoomCall.Act act = act(sequence, id);
        order.arrived(0, act, nowNanos);
        return act;
    }

    private List<Long> sequences() {
        return turns.stream().map(RoomCall.Act::sequence).toList();
    }

    @Test
    void whatComesInOrderIsHandedOnAtOnce() {
        for (long sequence = 1; sequence <= 40; sequence++) {
            arrived(sequence, "a", 0);
            assertEquals(sequence, turns.getLast().sequence());
        }
        assertEquals(Scheduled.NEVER, order.due());
    }

    @Test
    void whatComesTooEarlyWaitsForTheOnesBefore() {
        arrived(3, "a", 0);
        arrived(2, "a", 0);
        assertEquals(List.of(), sequences());
        arrived(1, "a", 0);
        assertEquals(List.of(1L, 2L, 3L), sequences());
        assertEquals(Scheduled.NEVER, order.due());
    }

    @Test
    void aGapIsGivenUpAfterItsTimeAndNoSooner() {
        arrived(1, "a", 0);
        arrived(4, "a", 1_000);
        arrived(3, "a", 2_000);
        assertEquals(1_000 + CommandOrder.WAITING_NANOS, order.due());
        order.run(order.due() - 1);
        assertEquals(List.of(1L), sequences());
        order.run(order.due());
        assertEquals(List.of(1L, 3L, 4L), sequences());
        assertEquals(Scheduled.NEVER, order.due());
        arrived(2, "late", 0);
        assertEquals(List.of("late too late"), answers);
        assertEquals(List.of(1L, 3L, 4L), sequences());
    }

    @Test
    void aGapIsGivenUpWhenMoreWaitThanMay() {
        for (long sequence = 2; sequence <= 1 + CommandOrder.WAITING_MAX; sequence++) {
            arrived(sequence, "a", 0);
        }
        assertEquals(List.of(), sequences());
        arrived(2 + CommandOrder.WAITING_MAX, "a", 0);
        assertEquals(CommandOrder.WAITING_MAX + 1, turns.size());
        assertEquals(2, turns.getFirst().sequence());
    }

    @Test
    void aSecondGapIsWaitedForAnew() {
        arrived(2, "a", 0);
        arrived(4, "a", 0);
        order.run(CommandOrder.WAITING_NANOS);
        assertEquals(List.of(2L), sequences());
        assertEquals(2 * CommandOrder.WAITING_NANOS, order.due());
        arrived(3, "a", CommandOrder.WAITING_NANOS + 1);
        assertEquals(List.of(2L, 3L, 4L), sequences());
    }

    @Test
    void aRepeatGetsItsFirstAnswerAndHasNoSecondTurn() {
        RoomCall.Act first = arrived(1, "first", 0);
        Message answer = new RoomMessages.Accepted(1);
        assertSame(first, order.decided(0, first, answer));
        arrived(1, "again", 0);
        arrived(1, "and again", 0);
        assertEquals(List.of("again " + answer, "and again " + answer), answers);
        assertEquals(List.of(1L), sequences());
    }

    @Test
    void whoRepeatsWhatIsNotDecidedYetIsAnsweredInTheFirstOnesPlace() {
        RoomCall.Act first = arrived(1, "first", 0);
        RoomCall.Act second = arrived(1, "second", 0);
        assertTrue(answers.isEmpty());
        assertSame(second, order.decided(0, first, new RoomMessages.Accepted(1)));
        assertEquals(List.of(1L), sequences());
    }

    @Test
    void whoRepeatsWhatWaitsTakesItsPlace() {
        arrived(2, "first", 0);
        RoomCall.Act second = arrived(2, "second", 0);
        arrived(1, "a", 0);
        assertSame(second, turns.getLast());
        assertEquals(2, turns.size());
    }

    @Test
    void onlySoManyAnswersAreKept() {
        for (long sequence = 1; sequence <= CommandOrder.ANSWERS_MAX + 1; sequence++) {
            RoomCall.Act act = arrived(sequence, "a", 0);
            order.decided(0, act, new RoomMessages.Accepted(sequence));
        }
        arrived(1, "old", 0);
        arrived(2, "kept", 0);
        assertEquals(List.of("old too late", "kept Accepted[seq=2]"), answers);
    }

    @Test
    void seatsWaitForThemselvesAlone() {
        order.arrived(0, act(2, "a"), 0);
        order.arrived(1, act(1, "b"), 0);
        assertEquals(List.of(1L), sequences());
    }

    @Test
    void whatAnotherOwnerAppliedIsAnsweredAndNotAppliedAgain() {
        order.restore(0, 9, List.of(7L, 9L), RoomMessages.Accepted::new);
        arrived(9, "nine", 0);
        arrived(8, "eight", 0);
        arrived(10, "ten", 0);
        assertEquals(List.of("nine Accepted[seq=9]", "eight too late"), answers);
        assertEquals(List.of(10L), sequences());
    }

    @Test
    void whatIsSpentIsNotWaitedFor() {
        arrived(1, "a", 0);
        order.spent(0, 2, 0);
        arrived(3, "a", 0);
        assertEquals(List.of(1L, 3L), sequences());
        assertEquals(Scheduled.NEVER, order.due());
    }

    @Test
    void whatIsSpentWaitsForTheOnesBeforeLikeAnyOther() {
        arrived(3, "a", 0);
        order.spent(0, 2, 0);
        assertEquals(List.of(), sequences());
        arrived(1, "a", 0);
        assertEquals(List.of(1L, 3L), sequences());
    }

    @Test
    void whatComesUnderASpentNumberBeforeItsTurnHasItAndAfterwardsIsTooLate() {
        order.spent(0, 2, 0);
        arrived(2, "b", 0);
        order.spent(0, 2, 0);
        arrived(1, "a", 0);
        assertEquals(List.of(1L, 2L), sequences());
        order.spent(0, 3, 0);
        arrived(3, "c", 0);
        assertEquals(List.of("c too late"), answers);
        assertEquals(List.of(1L, 2L), sequences());
    }

    @Test
    void whatIsSpentTwiceOrHadItsTurnChangesNothing() {
        arrived(1, "a", 0);
        order.spent(0, 1, 0);
        order.spent(0, 2, 0);
        order.spent(0, 2, 0);
        arrived(3, "a", 0);
        assertEquals(List.of(1L, 3L), sequences());
    }

    @Test
    void moreSpentNumbersThanMayWaitGiveTheGapUp() {
        for (long sequence = 2; sequence < 2 + CommandOrder.WAITING_MAX; sequence++) {
            order.spent(0, sequence, 0);
        }
        long last = 2 + CommandOrder.WAITING_MAX;
        arrived(last, "a", 0);
        assertEquals(List.of(last), sequences());
        assertEquals(Scheduled.NEVER, order.due());
    }
}
