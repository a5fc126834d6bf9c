package dev.atrium.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.question.RecentQuestions.Game;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class RecentQuestionsTest {
    private static RecentQuestions afterGames(int count) {
        RecentQuestions recent = RecentQuestions.none("ann");
        for (int i = 1; i <= count; i++) {
            recent = recent.and(new Game("r" + i, List.of("q" + i, "always")));
        }
        return recent;
    }

    @Test
    void lastFiveGamesAreKnownTheNewestLast() {
        RecentQuestions recent = afterGames(7);

        assertEquals(
                List.of("r3", "r4", "r5", "r6", "r7"),
                recent.games().stream().map(Game::roomId).toList());
        assertFalse(recent.knows("r2"));
        assertTrue(recent.knows("r3"));
    }

    @Test
    void roomCountsOnceHoweverOftenItIsTold() {
        RecentQuestions recent = afterGames(3);

        assertSame(recent, recent.and(new Game("r2", List.of("other"))));
    }

    @Test
    void questionIsAsOldAsItsNewestGame() {
        assertEquals(Map.of("always", 1, "q3", 1, "q2", 2, "q1", 3), afterGames(3).gamesAgo());
        assertEquals(Map.of(), RecentQuestions.none("ann").gamesAgo());
    }

    @Test
    void rowHoldsItAllAndOneVersionMore() {
        RecentQuestions recent = afterGames(6);
        RecentQuestions read = RecentQuestions.of(recent.row(9));

        assertEquals(recent.games(), read.games());
        assertEquals("ann", read.playerId());
        assertEquals(1, read.version());
        assertEquals(9, recent.row(9).ttl());
        assertEquals(2, read.row(9).version());
    }
}
