package dev.atrium.game.arena;

/**
 * The game {@code arena.practice}: a wider field that stays as it is, 1 to 20 players with one
 * warrior each, the commands and the numbers of Blitz, and no end while anybody plays. Its outcomes
 * change no statistics and no board.
 *
 * <p>Anybody may join while it runs: his warrior appears at once on a free cell drawn by dice. Who
 * leaves takes his warrior along, and so does who forfeits; a seat that was given up may be taken
 * by somebody else, who starts from nothing. Who falls is back three seconds later on another such
 * cell, with all his hp and without effects, and what he did before counts on.
 *
 * <p>It ends with {@code everybody-left} once nobody but house bots plays, and with {@code
 * everybody-gone} after a minute in which nobody but they was connected. Standings are by
 * eliminations, those who forfeited last, and carry the statistics of {@link BlitzGame}; {@code
 * survivedTicks} is summed over all of a warrior's lives. A room lives 414 days at most: longer
 * than its ticks can be counted, and it fails.
 */
public final class PracticeGame extends ArenaGame {
    /** Practice as it is played. */
    public PracticeGame() {
        this(ArenaMode.PRACTICE);
    }

    /** With other numbers. */
    PracticeGame(ArenaMode mode) {
        super(mode);
    }
}
