package dev.atrium.game.party;

/** Whose an answer is. A secret until the round's results. */
public enum AnswerType {
    /** One or more players wrote it. */
    PLAYER,
    /** It is the correct one, whoever wrote it besides. */
    CORRECT,
    /** It is the robot's, whoever wrote it besides. */
    ROBOT
}
