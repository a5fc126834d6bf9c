package dev.atrium.game.arena;

import dev.atrium.game.PlayerCommand;

import java.util.Optional;

/**
 * Sends a warrior into a direction, which he keeps until told another.
 *
 * @param warriorId whom, 1 to {@value #ID_LENGTH_MAX} characters
 * @param direction where to
 * @param at where the client believes him to be; the rules take no notice of it
 */
public record MoveWarrior(String warriorId, Direction direction, Optional<Point> at)
        implements PlayerCommand {
    /** Longer than any warrior's id. */
    static final int ID_LENGTH_MAX = 16;

    public MoveWarrior {
        if (warriorId.isEmpty() || warriorId.length() > ID_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "warriorId has 1 to " + ID_LENGTH_MAX + " characters");
        }
    }
}
