package dev.atrium.game.party;

/** How hard a question is meant to be. */
public enum Difficulty {
    /** Most people know it. */
    EASY,
    /** Some do. */
    MEDIUM,
    /** Few do. */
    HARD
}
