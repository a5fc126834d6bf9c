package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Map;

class PartyLedgerTest {
    private static final PartyGiven ANSWER = new PartyGiven(PartyGiven.Kind.ANSWER, "Up", 1);
    private static final PartyGiven VOTE = new PartyGiven(PartyGiven.Kind.VOTE, "Down", 1);

    private final PartyLedger ledger = new PartyLedger();

    @Test
    void numbersRiseFromOneAndOnlyItsOwnAnswerSettlesACommand() {
        ledger.give(ANSWER);
        ledger.give(VOTE);
        ledger.accepted(2);

        assertEquals(Map.of(1L, ANSWER), ledger.unanswered());
        assertEquals(Map.of(2L, VOTE), ledger.accepted());
    }

    @Test
    void anAnswerThatComesAgainChangesNothing() {
        ledger.give(ANSWER);
        ledger.accepted(1);
        ledger.accepted(1);
        ledger.accepted(9);

        assertEquals(Map.of(1L, ANSWER), ledger.accepted());
        assertTrue(ledger.unanswered().isEmpty());
    }

    @Test
    void whatWasAcceptedCannotBeRefusedAnyMore() {
        ledger.give(ANSWER);
        ledger.accepted(1);
        ledger.refused(1, "command-passed");

        assertTrue(ledger.refused().isEmpty());
    }

    @Test
    void whatWasRefusedMayBeGivenAnew() {
        ledger.give(ANSWER);
        assertEquals(1, ledger.times(PartyGiven.Kind.ANSWER, 1));
        ledger.refused(1, "wrong-phase");

        assertEquals(0, ledger.times(PartyGiven.Kind.ANSWER, 1));
        ledger.give(ANSWER);
        assertEquals(Map.of(2L, ANSWER), ledger.unanswered());
    }

    @Test
    void aCopyStaysAsItWas() {
        ledger.give(ANSWER);
        PartyLedger copy = ledger.copy();
        ledger.accepted(1);

        assertEquals(Map.of(1L, ANSWER), copy.unanswered());
        assertEquals(Map.of(), copy.accepted());
    }
}
