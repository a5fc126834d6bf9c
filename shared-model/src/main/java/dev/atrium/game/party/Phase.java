package dev.atrium.game.party;

/** Where a party is. */
public enum Phase {
    /** People come, and the host starts when he likes. */
    LOBBY,
    /** Everybody writes an answer. */
    QUESTION,
    /** Everybody votes for the answer that he takes for the robot's. */
    ELIMINATION,
    /** Everybody votes for the answer that he takes for the correct one. */
    VOTING,
    /** What was whose, and what it brought. */
    RESULTS,
    /** The game is over. */
    FINAL
}
