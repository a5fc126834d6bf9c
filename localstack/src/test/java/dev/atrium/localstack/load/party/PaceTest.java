package dev.atrium.localstack.load.party;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final double LAST = Math.nextDown(1.0);

    @Test
    void peopleAnswerAndVoteEvenlySpreadOverTheirSpan() {
        Pace pace = new Pace(30, 11);

        assertEquals(1_000, pace.answerMs(0));
        assertEquals(15_500, pace.answerMs(0.5));
        assertEquals(29_999, pace.answerMs(LAST));
        assertEquals(1_000, pace.voteMs(0));
        assertEquals(6_000, pace.voteMs(0.5));
        assertEquals(10_999, pace.voteMs(LAST));
    }

    @Test
    void inAShortSpanTheyReadForHalfOfIt() {
        assertEquals(500, new Pace(30, 1).voteMs(0));
        assertEquals(999, new Pace(30, 1).voteMs(LAST));
    }
}
