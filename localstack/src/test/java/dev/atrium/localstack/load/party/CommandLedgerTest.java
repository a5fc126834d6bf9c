package dev.atrium.localstack.load.party;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.localstack.load.Latencies;
import dev.atrium.localstack.load.Window;

import org.junit.jupiter.api.Test;

class CommandLedgerTest {
    private static final long MS = 1_000_000;

    private final Window window = new Window();
    private final PartyTally tally = new PartyTally();
    private final CommandLedger ledger = new CommandLedger(window, tally);

    CommandLedgerTest() {
        window.open(1_000 * MS, 2_000 * MS);
    }

    @Test
    void latencyCountsFromWhenACommandWasDue() {
        assertEquals(1, ledger.send(1_000 * MS, 1_004 * MS));
        assertEquals(2, ledger.send(1_001 * MS, 1_004 * MS));
        ledger.accepted(2, 1_011 * MS);
        ledger.accepted(1, 1_030 * MS);

        assertEquals(2, tally.commands);
        assertEquals(2, tally.accepted);
        assertEquals(30, Latencies.ms(tally.dueToAccepted, 100), 0.1);
        assertEquals(10, Latencies.ms(tally.dueToAccepted, 0), 0.1);
        assertEquals(4, Latencies.ms(tally.sendLag, 100), 0.1);
    }

    @Test
    void anAnswerThatComesTwiceCountsOnce() {
        long number = ledger.send(1_000 * MS, 1_000 * MS);
        ledger.accepted(number, 1_001 * MS);
        ledger.accepted(number, 1_002 * MS);
        ledger.refused(number);

        assertEquals(1, tally.accepted);
        assertEquals(0, tally.refused);
    }

    @Test
    void whatIsRefusedIsNoLatency() {
        ledger.refused(ledger.send(1_000 * MS, 1_000 * MS));
        ledger.close(1_500 * MS);

        assertEquals(1, tally.refused);
        assertEquals(0, tally.unanswered);
        assertEquals(0, tally.dueToAccepted.getTotalCount());
    }

    @Test
    void whatNobodyAnsweredCountsWithItsAge() {
        long _ = ledger.send(1_000 * MS, 1_000 * MS);
        ledger.close(3_000 * MS);

        assertEquals(1, tally.unanswered);
        assertEquals(2_000, Latencies.ms(tally.dueToAccepted, 100), 2);
    }

    @Test
    void theOldestBeyondTheBoundIsGivenUp() {
        for (int i = 0; i <= CommandLedger.UNDER_WAY_MAX; i++) {
            long _ = ledger.send(1_000 * MS, 1_000 * MS);
        }

        assertEquals(1, tally.unanswered);
        ledger.accepted(1, 1_100 * MS);
        assertEquals(1, tally.accepted, "the slot is the last one's now");
    }

    @Test
    void whatWasDueOutsideTheWindowDoesNotCount() {
        ledger.accepted(ledger.send(999 * MS, 1_000 * MS), 1_001 * MS);
        long _ = ledger.send(2_000 * MS, 2_000 * MS);
        ledger.close(2_500 * MS);

        assertEquals(0, tally.commands + tally.accepted + tally.unanswered);
    }
}
