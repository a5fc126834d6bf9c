package dev.atrium.game;

import dev.atrium.message.Message;

import java.util.Optional;

/**
 * A command whose room's shell counts how fairly it is used: how many a second there are, whether
 * they name what is another's, and what they claim. A room is judged if its game's vocabulary has
 * such commands. Nothing of that enters the state; pure, like all of the rules.
 */
public interface JudgedCommand extends PlayerCommand {
    /** What the rules refuse it with when it is about what another seat owns. */
    String NOT_OWNER = "not-owner";

    /**
     * A number that is the same for all commands that want the same, whatever they claim: a command
     * that is sent again may claim what is true by now. Others may share it.
     */
    int wanted();

    /** What it claims beside what it wants; empty if nothing. */
    Optional<Claim> claim();

    /**
     * Where that is of which it may claim something.
     *
     * @param view of this game, of some tick
     * @return empty if the view shows it nowhere
     */
    Optional<Spot> spotIn(Message view);
}
