package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Dice;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Opening;
import dev.atrium.game.Simulation;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;

import org.junit.jupiter.api.Test;

import java.util.List;

class RehearsalTest {
    private static final List<Game> GAMES = Games.all().all();

    /** Enough for the thread to come to its first room; that is played to its end. */
    private static final int SHORT_MS = 20;

    @Test
    void everyGameIsPlayedInItsTurn() {
        Rehearsal.Report report = Rehearsal.play(GAMES, SHORT_MS);

        assertTrue(report.rooms() >= 1, report.toString());
        for (Game game : GAMES) {
            Rehearsal.Report alone = Rehearsal.play(List.of(game), SHORT_MS);
            assertTrue(alone.ticks() >= 600, game.info().id() + " " + alone);
        }
    }

    @Test
    void withoutTimeOrGamesNothingIsPlayed() {
        assertEquals(new Rehearsal.Report(0, 0), Rehearsal.play(GAMES, 0));
        assertEquals(new Rehearsal.Report(0, 0), Rehearsal.play(List.of(), 1_000));
    }

    @Test
    void aGameThatFailsKeepsNoHostFromStarting() {
        Game failing = new Failing(GAMES.getFirst());

        assertEquals(new Rehearsal.Report(1, 0), Rehearsal.play(List.of(failing), 60_000));
        Rehearsal.Report both = Rehearsal.play(List.of(failing, GAMES.getLast()), 100);
        assertTrue(both.rooms() >= 2 && both.ticks() >= 600, "the other is played: " + both);
    }

    /** A game with a bug in its opening. */
    private record Failing(Game game) implements Game {
        @Override
        public GameInfo info() {
            return game.info();
        }

        @Override
        public Vocabulary vocabulary() {
            return game.vocabulary();
        }

        @Override
        public Simulation open(Opening opening) {
            throw new AssertionError("a bug");
        }

        @Override
        public Simulation restore(StateReader state, Dice dice) {
            return game.restore(state, dice);
        }
    }
}
