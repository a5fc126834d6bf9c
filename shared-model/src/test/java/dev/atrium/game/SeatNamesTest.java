package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

class SeatNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Ann, Ben, Ann",
        "Ann, Ann, Ann 2",
        "Ann, Ann;Ann 2, Ann 3",
        "ann, Ann, ann 2",
        "Anné, Anne, Anné 2",
        "12345678901234567890, 12345678901234567890, 123456789012345678 2",
        "1234567890123456 789, 1234567890123456 789, 1234567890123456 7 2",
        "12345678901234567 90, 12345678901234567 90, 12345678901234567 2",
        "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊, 🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊,"
                + " 🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊 2",
    })
    void secondOfTheSameNameGetsANumber(String wanted, String taken, String given) {
        assertEquals(given, SeatNames.distinct(wanted, Arrays.asList(taken.split(";"))));
    }
}
