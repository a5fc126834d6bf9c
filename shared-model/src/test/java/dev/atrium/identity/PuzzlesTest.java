package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.HexFormat;

class PuzzlesTest {
    private static final Instant NOW = Instant.parse("2026-07-21T17:26:24Z");
    private static final String NETWORK = "203.0.113.7";

    private final byte[] key = HexFormat.of().parseHex("0b".repeat(Puzzles.KEY_BYTES));
    private final Puzzles puzzles = new Puzzles(key);
    private final byte[] random = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

    private Puzzles.Puzzle puzzle(int difficulty) {
        return puzzles.make("sign-up", NETWORK, difficulty, random, NOW);
    }

    private Puzzles.Verdict check(String puzzle, String solution) {
        return puzzles.check("sign-up", NETWORK, puzzle, solution, NOW);
    }

    /** The same in the browser's tests and, for the MAC, by Python's hmac. */
    @Test
    void puzzleAndItsFirstSolutionAreThoseOfTheVector() {
        Puzzles.Puzzle puzzle = puzzle(8);

        assertEquals(
                "v1.sign-up.8.1784654904000.000102030405060708090a0b0c0d0e0f"
                        + ".2Xj2cy-FQ6ImuGsKZTTFPT9XhU-DpxWcrryHWLeTI7o",
                puzzle.text());
        assertEquals(8, puzzle.difficulty());
        assertEquals(NOW.plus(Puzzles.LIFETIME), puzzle.expiresAt());
        assertEquals("473", Puzzles.solve(puzzle.text(), 8));
        assertEquals(
                new Puzzles.Verdict.Solved("000102030405060708090a0b0c0d0e0f", puzzle.expiresAt()),
                check(puzzle.text(), "473"));
    }

    @Test
    void puzzleHoldsForTwoMinutesAndNotAMillisecondLonger() {
        Puzzles.Puzzle puzzle = puzzle(0);

        assertInstanceOf(
                Puzzles.Verdict.Solved.class,
                puzzles.check(
                        "sign-up", NETWORK, puzzle.text(), "0", puzzle.expiresAt().minusMillis(1)));
        assertEquals(
                new Puzzles.Verdict.Expired(),
                puzzles.check("sign-up", NETWORK, puzzle.text(), "0", puzzle.expiresAt()));
    }

    @Test
    void puzzleIsForOnePurposeOneNetworkAndOneDeployment() {
        String puzzle = puzzle(0).text();
        Puzzles other = new Puzzles(new byte[Puzzles.KEY_BYTES]);

        assertEquals(
                new Puzzles.Verdict.NotOurs(), puzzles.check("sign-in", NETWORK, puzzle, "0", NOW));
        assertEquals(
                new Puzzles.Verdict.NotOurs(),
                puzzles.check("sign-up", "203.0.113.8", puzzle, "0", NOW));
        assertEquals(
                new Puzzles.Verdict.NotOurs(), other.check("sign-up", NETWORK, puzzle, "0", NOW));
        assertFalse(puzzle.contains(NETWORK), "an address has no place in it");
    }

    @Test
    void noCharacterOfAPuzzleCanBeChanged() {
        String puzzle = puzzle(8).text();
        String solution = Puzzles.solve(puzzle, 8);
        for (int i = 0; i < puzzle.length(); i++) {
            char other = puzzle.charAt(i) == '1' ? '2' : '1';
            String changed = puzzle.substring(0, i) + other + puzzle.substring(i + 1);

            assertEquals(new Puzzles.Verdict.NotOurs(), check(changed, solution), changed);
        }
    }

    @Test
    void easierPuzzleThanWasGivenIsNotOurs() {
        String easier = puzzle(18).text().replace(".18.", ".0.");

        assertEquals(new Puzzles.Verdict.NotOurs(), check(easier, "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "1.5", "x y", "111111111111111111111111111111111"})
    void whatIsNoSolutionSolvesNothing(String solution) {
        assertEquals(new Puzzles.Verdict.NotSolved(), check(puzzle(0).text(), solution));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1.sign-up.8.1.00.x", "v2.sign-up.0.1784654904000.00"})
    void whatIsNoPuzzleIsNotOurs(String puzzle) {
        assertEquals(new Puzzles.Verdict.NotOurs(), check(puzzle, "0"));
        assertEquals(new Puzzles.Verdict.NotOurs(), check("v1.".repeat(10_000), "0"));
    }

    @Test
    void solutionsOfTooFewBitsDoNotSolve() {
        String puzzle = puzzle(8).text();
        long solved = 0;
        for (int i = 0; i < 2_560; i++) {
            if (check(puzzle, Integer.toString(i)) instanceof Puzzles.Verdict.Solved) {
                solved++;
            }
        }

        assertTrue(solved >= 1 && solved <= 30, solved + " of 2,560, where 10 are to be expected");
    }

    @ParameterizedTest
    @CsvSource({"ff,0", "7f,1", "01,7", "0080,8", "0001,15", "000000000000000001,71"})
    void zeroBitsAreCountedFromTheFirst(String hex, int zeros) {
        byte[] bytes = new byte[32];
        byte[] first = HexFormat.of().parseHex(hex);
        System.arraycopy(first, 0, bytes, 0, first.length);

        assertEquals(zeros, Puzzles.leadingZeroBits(bytes));
        assertEquals(256, Puzzles.leadingZeroBits(new byte[32]));
    }

    @Test
    void whatCannotBeAPuzzleIsNotMade() {
        byte[] few = new byte[3];

        assertThrows(IllegalArgumentException.class, () -> new Puzzles(few));
        assertThrows(
                IllegalArgumentException.class,
                () -> puzzles.make("Sign up", NETWORK, 0, random, NOW));
        assertThrows(
                IllegalArgumentException.class,
                () -> puzzles.make("sign-up", NETWORK, 33, random, NOW));
        assertThrows(
                IllegalArgumentException.class,
                () -> puzzles.make("sign-up", NETWORK, 0, few, NOW));
        assertNotEquals(
                puzzle(0).text(), puzzles.make("sign-up", NETWORK, 0, new byte[16], NOW).text());
    }
}
