package dev.atrium.game.arena;

import dev.atrium.game.Claim;
import dev.atrium.game.JudgedCommand;
import dev.atrium.game.Spot;
import dev.atrium.message.InputLimit;
import dev.atrium.message.Message;

import java.util.Optional;

/**
 * Sends a warrior into a direction, which he keeps until told another. More than 30 a second are
 * counted as cheating by the room's shell: a third more are let through, so that there is something
 * to be counted, and a second's worth at once, for a network that delivers in clusters.
 *
 * @param warriorId whom, 1 to {@value #ID_LENGTH_MAX} characters
 * @param direction where to
 * @param at where the client believes him to be; the rules take no notice of it
 */
@InputLimit(messages = 40, burst = 40, bytesMax = 512)
public record MoveWarrior(String warriorId, Direction direction, Optional<Point> at)
        implements JudgedCommand {
    /** Longer than any warrior's id. */
    static final int ID_LENGTH_MAX = 16;

    /** Two cells: a claim that is farther from where its warrior was is counted as cheating. */
    static final int FAR_MAX = 2 << Field.SUBUNIT_BITS;

    public MoveWarrior {
        if (warriorId.isEmpty() || warriorId.length() > ID_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "warriorId has 1 to " + ID_LENGTH_MAX + " characters");
        }
    }

    @Override
    public int wanted() {
        return 31 * warriorId.hashCode() + direction.name().hashCode();
    }

    @Override
    public Optional<Claim> claim() {
        return at.map(point -> new Claim(warriorId, new Spot(point.x(), point.y()), FAR_MAX));
    }

    @Override
    public Optional<Spot> spotIn(Message view) {
        for (ArenaView.WarriorView warrior : ((ArenaView) view).warriors()) {
            if (warrior.id().equals(warriorId)) {
                return Optional.of(new Spot(warrior.x(), warrior.y()));
            }
        }
        return Optional.empty();
    }
}
