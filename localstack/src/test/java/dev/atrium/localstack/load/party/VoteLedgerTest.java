package dev.atrium.localstack.load.party;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Map;

class VoteLedgerTest {
    private static VoteLedger ledger() {
        VoteLedger ledger = new VoteLedger();
        ledger.cast(0, "a");
        ledger.cast(1, "b");
        ledger.cast(2, "a");
        return ledger;
    }

    @Test
    void aResultThatCountsWhatWasSentDiffersInNothing() {
        assertEquals(3, ledger().size());
        assertEquals(0, ledger().differences(Map.of("a", 2, "b", 1)));
    }

    @Test
    void aVoteThatIsNotCountedIsADifference() {
        assertEquals(1, ledger().differences(Map.of("a", 2)));
        assertEquals(1, ledger().differences(Map.of("a", 1, "b", 1)));
    }

    @Test
    void aVoteThatNobodySentIsADifferenceToo() {
        assertEquals(1, ledger().differences(Map.of("a", 2, "b", 2)));
        assertEquals(4, ledger().differences(Map.of("a", 2, "b", 1, "c", 4)));
    }

    @Test
    void aVoteThatWentToAnotherAnswerIsMissingThereAndTooMuchHere() {
        assertEquals(2, ledger().differences(Map.of("a", 1, "b", 2)));
    }

    @Test
    void whoVotesAgainHasOneVote() {
        VoteLedger ledger = ledger();
        ledger.cast(0, "b");

        assertEquals(3, ledger.size());
        assertEquals(0, ledger.differences(Map.of("a", 1, "b", 2)));
    }
}
