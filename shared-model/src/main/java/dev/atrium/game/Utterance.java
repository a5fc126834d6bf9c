package dev.atrium.game;

/**
 * A command by which a player says something to others in his own words. What may not be said is
 * for the shell to know, which refuses it with {@code profanity} before the rules are asked: lists
 * of words change, and a replay must not.
 */
public interface Utterance extends PlayerCommand {
    /** What he says, as others are shown it. */
    String utterance();
}
