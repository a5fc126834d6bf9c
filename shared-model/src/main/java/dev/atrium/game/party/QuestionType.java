package dev.atrium.game.party;

/** What a question shows. */
public enum QuestionType {
    /** Words alone. */
    TEXT,
    /** A picture, and words about it. */
    PICTURE
}
