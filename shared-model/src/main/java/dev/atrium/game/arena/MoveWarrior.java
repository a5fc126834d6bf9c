package dev.atrium.game.arena;

import dev.atrium.game.PlayerCommand;
import dev.atrium.message.InputLimit;

import java.util.Optional;

/**
 * Sends a warrior into a direction, which he keeps until told another. More than 30 a second are
 * counted as cheating, by whoever judges that: so a third more are let through, for a network that
 * delivers in clusters, and a second's worth at once.
 *
 * @param warriorId whom, 1 to {@value #ID_LENGTH_MAX} characters
 * @param direction where to
 * @param at where the client believes him to be; the rules take no notice of it
 */
@InputLimit(messages = 40, burst = 40, bytesMax = 512)
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
