package dev.atrium.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.schema.BoardRow;
import dev.atrium.schema.PlayerRow;

import org.junit.jupiter.api.Test;

class BlitzBoardTest {
    @Test
    void aWinOutweighsAnyNumberOfEliminations() {
        assertEquals(0, BlitzBoard.score(0, 0));
        assertEquals(2_000_007, BlitzBoard.score(2, 7));
        assertTrue(BlitzBoard.score(1, 0) > BlitzBoard.score(0, Long.MAX_VALUE));
        assertEquals(999_999, BlitzBoard.score(0, 1_000_000));
    }

    @Test
    void scoresAreExactInRedis() {
        long score = BlitzBoard.score(9_000_000_000L, 999_999);

        assertEquals(score, (long) (double) score);
    }

    @Test
    void nothingNegativeIsScored() {
        assertThrows(IllegalArgumentException.class, () -> BlitzBoard.score(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> BlitzBoard.score(0, -1));
    }

    @Test
    void aRowIsAbsoluteAndCarriesTheVersionOfTheStatistics() {
        PlayerRow player = new PlayerRow("p-1", "Ann", "fox", "guest", 5, 9, 2, 7, 300, 9);

        assertEquals(
                new BoardRow("blitz", "p-1", "Ann", "fox", 2_000_007, 2, 7, 9, 9),
                BlitzBoard.row(player));
    }
}
