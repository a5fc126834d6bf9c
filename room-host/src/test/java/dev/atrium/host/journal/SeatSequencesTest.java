package dev.atrium.host.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SeatSequencesTest {

    @Test
    void numbersOnlyRiseAndUnknownSeatsHaveNone() {
        SeatSequences sequences = new SeatSequences();
        assertEquals(0, sequences.of(7));
        sequences.raise(7, 3);
        sequences.raise(7, 2);
        sequences.raise(0, 1);
        assertEquals(3, sequences.of(7));
        assertEquals(1, sequences.of(0));
        assertEquals(0, sequences.of(6));

        SeatSequences others = new SeatSequences();
        others.raise(9, 4);
        others.raise(7, 1);
        sequences.raise(others);
        assertEquals(4, sequences.of(9));
        assertEquals(3, sequences.of(7));

        sequences.clear();
        assertEquals(0, sequences.of(7));
        assertEquals(4, others.of(9));
    }
}
