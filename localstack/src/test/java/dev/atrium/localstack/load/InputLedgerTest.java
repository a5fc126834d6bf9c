package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InputLedgerTest {
    private static final long MS = 1_000_000;

    private final Window window = new Window();
    private final Tally tally = new Tally();
    private final InputLedger ledger = new InputLedger(window, tally);

    @Test
    void latencyCountsFromWhenAnInputWasDueNotFromWhenItLeft() {
        window.open(0, 1_000 * MS);

        assertEquals(1, ledger.send(100 * MS, 140 * MS));
        ledger.applied(1, 200 * MS);

        assertEquals(1, tally.sent);
        assertEquals(1, tally.answered);
        assertEquals(100_000.0, (double) tally.inputToView.getMaxValue(), 100.0);
        assertEquals(40_000.0, (double) tally.sendLag.getMaxValue(), 100.0);
    }

    @Test
    void oneViewAnswersAllUpToItsNumberAndEachOnce() {
        window.open(0, 1_000 * MS);
        for (int i = 0; i < 5; i++) {
            ledger.send(i * MS, i * MS);
        }

        ledger.applied(3, 50 * MS);
        ledger.applied(3, 90 * MS);
        ledger.applied(99, 100 * MS);

        assertEquals(5, tally.answered);
        assertEquals(5, tally.inputToView.getTotalCount());
        assertEquals(97_000.0, (double) tally.inputToView.getMaxValue(), 100.0);
    }

    @Test
    void onlyWhatWasDueInTheWindowCounts() {
        window.open(10 * MS, 20 * MS);
        ledger.send(9 * MS, 15 * MS);
        ledger.send(19 * MS, 25 * MS);
        ledger.send(20 * MS, 25 * MS);

        ledger.applied(3, 60 * MS);

        assertEquals(1, tally.sent);
        assertEquals(1, tally.answered);
    }

    @Test
    void whatTheRoomRefusesIsNoLatency() {
        window.open(0, 1_000 * MS);
        ledger.send(MS, MS);
        ledger.send(2 * MS, 2 * MS);
        ledger.applied(1, 30 * MS);

        ledger.refuseRest();

        assertEquals(1, tally.answered);
        assertEquals(1, tally.refused);
        assertEquals(1, tally.inputToView.getTotalCount());
    }

    @Test
    void whatNobodyAnsweredCountsWithItsAge() {
        window.open(0, 1_000 * MS);
        ledger.send(100 * MS, 100 * MS);

        ledger.close(900 * MS);

        assertEquals(1, tally.unanswered);
        assertEquals(800_000.0, (double) tally.inputToView.getMaxValue(), 1_000.0);
    }

    @Test
    void moreThanCanBeUnderWayCountsAsUnanswered() {
        window.open(0, 1_000_000 * MS);
        for (int i = 0; i <= InputLedger.UNDER_WAY_MAX; i++) {
            ledger.send(i * MS, i * MS);
        }
        ledger.applied(Long.MAX_VALUE, 1_000 * MS);

        assertEquals(1, tally.unanswered);
        assertEquals(InputLedger.UNDER_WAY_MAX, tally.answered);
        assertEquals(tally.sent, tally.answered + tally.unanswered);
    }
}
