package dev.atrium.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.words.WordFilter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

class RoomCodeTest {
    private static final WordFilter WORDS = WordFilter.shipped();

    @Test
    void drawsAreCodesThatUseTheWholeAlphabet() {
        Random random = new Random(1);
        Set<Integer> seen = new HashSet<>();
        Set<RoomCode> codes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            RoomCode code = RoomCode.draw(random, word -> false);
            assertEquals(4, code.value().length());
            code.value().chars().forEach(seen::add);
            codes.add(code);
        }
        assertEquals(30, RoomCode.ALPHABET.length());
        assertEquals(30, seen.size());
        assertTrue(codes.size() > 980, () -> codes.size() + " of 1000 differ");
    }

    @Test
    void noTwoCharactersOfTheAlphabetLookAlike() {
        for (char c : "ILOU01".toCharArray()) {
            assertEquals(-1, RoomCode.ALPHABET.indexOf(c), String.valueOf(c));
        }
    }

    @Test
    void codeThatSpellsSomethingRudeIsDrawnAgain() {
        RoomCode rude = RoomCode.draw(new Random(3), word -> false);

        RoomCode next = RoomCode.draw(new Random(3), rude.value()::equals);

        assertFalse(next.equals(rude));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DAMN", "D4MN", "XA55", "8A5S", "DVMB", "ASS7", "F4Q9"})
    void whatPeopleReadInACodeIsJudged(String code) {
        Set<String> rude = Set.of("DAMN", "ASS", "DUMB", "FAQG");

        assertTrue(new RoomCode(code).readings().stream().anyMatch(rude::contains));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FVCK", "CVNT", "AR5E", "XA55", "A55X", "TWAT", "FAG7"})
    void codesThatSpellAForbiddenWordAreNotGiven(String code) {
        assertTrue(new RoomCode(code).readings().stream().anyMatch(WORDS::forbids));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCD", "CARS", "2345", "TREE", "GRAS"})
    void othersAreGiven(String code) {
        assertFalse(new RoomCode(code).readings().stream().anyMatch(WORDS::forbids));
    }

    @Test
    void whatIsNotInACodeIsNotReadInIt() {
        assertFalse(new RoomCode("DAMP").readings().contains("DAMN"));
        assertFalse(new RoomCode("AXSS").readings().contains("ASS"));
    }

    @Test
    void ruleThatRefusesEverythingIsAnErrorAndNoLoop() {
        assertThrows(IllegalStateException.class, () -> RoomCode.draw(new Random(1), word -> true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC9", "abc9", " a b-C 9 ", "AB\u2013C9", "\u00a0ab\tc9", "A-B-C-9"})
    void whatPeopleTypeIsFolded(String typed) {
        assertEquals(Optional.of(new RoomCode("ABC9")), RoomCode.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ABC",
                "ABC99",
                "AB0D",
                "AB1D",
                "ABID",
                "ABOD",
                "\u00e4BCD",
                "A\u00dfC",
                "AB_D",
                "AB.CD",
                "AB\nCD",
                "\uff21BCD",
                "A                B                C                D"
            })
    void whatIsNoCodeIsNotGuessedAt(String typed) {
        assertEquals(Optional.empty(), RoomCode.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABC", "ABCDE", "abcd", "ABC1"})
    void noOtherTextIsACode(String value) {
        assertThrows(IllegalArgumentException.class, () -> new RoomCode(value));
    }
}
