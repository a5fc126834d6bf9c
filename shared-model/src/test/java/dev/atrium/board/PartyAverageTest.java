package dev.atrium.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartyAverageTest {
    @ParameterizedTest
    @CsvSource({"1000,3,33333", "2000,3,66667", "1,8,13", "0,5,0", "900,1,90000", "1,200,1"})
    void anAverageIsRoundedHalfUp(long totalScore, long played, long expected) {
        assertEquals(expected, PartyAverage.hundredths(totalScore, played));
    }

    @Test
    void whoHasNotPlayedHasNone() {
        assertThrows(IllegalArgumentException.class, () -> PartyAverage.hundredths(1, 0));
    }
}
