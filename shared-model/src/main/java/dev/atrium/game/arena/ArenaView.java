package dev.atrium.game.arena;

import dev.atrium.message.Deadline;
import dev.atrium.message.Message;
import dev.atrium.message.WireName;

import java.util.List;
import java.util.Optional;

/**
 * What everybody is shown of an arena, the same for all.
 *
 * @param phase whether it is still on
 * @param endsAt when time is up; empty if it never is
 * @param arena the field
 * @param warriors those who live, in the order of seats
 * @param powerUps those that lie, the oldest first
 * @param special what has come over everybody and lasts; empty for nothing
 */
@WireName("state")
public record ArenaView(
        Phase phase,
        Optional<Deadline> endsAt,
        FieldView arena,
        List<WarriorView> warriors,
        List<PowerUpView> powerUps,
        Optional<SpecialView> special)
        implements Message {

    public ArenaView {
        warriors = List.copyOf(warriors);
        powerUps = List.copyOf(powerUps);
    }

    /** Whether the fight is on. */
    public enum Phase {
        /** It is on. */
        FIGHTING,
        /** It is over; nothing changes any more. */
        FINISHED
    }

    /** What the field's edge does. */
    public enum Shrink {
        /** It has never moved. */
        NONE,
        /** It moves. */
        SHRINKING,
        /** It has moved and stands still. */
        SHRUNK
    }

    /**
     * The field. Warriors lose hp where not min ≤ x, y &lt; max.
     *
     * @param cells its side at the start
     * @param subunits to a cell
     * @param min of the living field, in subunits
     * @param max of the living field, in subunits
     * @param shrink what its edge does
     */
    public record FieldView(int cells, int subunits, int min, int max, Shrink shrink) {}

    /**
     * A living warrior.
     *
     * @param id {@code seat-number}
     * @param seat whose he is
     * @param x his middle, in subunits from the west
     * @param y his middle, in subunits from the north
     * @param direction where he walks
     * @param hp 1 to 100
     * @param rage ticks left, 0 without
     * @param haste ticks left, 0 without
     * @param shield damage that it still takes, 0 without
     * @param eliminations whom he felled
     */
    public record WarriorView(
            String id,
            int seat,
            int x,
            int y,
            Direction direction,
            int hp,
            int rage,
            int haste,
            int shield,
            int eliminations) {}

    /**
     * A power-up that lies on the field.
     *
     * @param id drawn by dice
     * @param kind what it does
     * @param x its cell from the west
     * @param y its cell from the north
     */
    public record PowerUpView(String id, PowerUpKind kind, int x, int y) {}

    /**
     * A special event that lasts.
     *
     * @param kind what it does
     * @param endsAt the first moment without it
     */
    public record SpecialView(SpecialEventKind kind, Deadline endsAt) {}
}
