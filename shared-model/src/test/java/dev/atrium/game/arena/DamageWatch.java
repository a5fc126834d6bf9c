package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Watches who loses hp to whom, tick by tick: a warrior with no enemy in reach loses no more than
 * the field itself costs, and if he falls then, it is by nobody's hand. So nobody is ever hurt by a
 * warrior of his own player.
 */
final class DamageWatch {
    /** How often it is counted who has nobody in reach. */
    private static final int COUNTED_TICKS = 60;

    private final ArenaMode mode;

    /** How many warriors had no enemy in reach, counted once a second. */
    int alone;

    /** Among them, how many had one of their own in reach. */
    int amongHisOwn;

    DamageWatch(ArenaMode mode) {
        this.mode = mode;
    }

    /**
     * Looks at one tick. Attacks come after movement, so those who live stood where they are shown;
     * who fell may have made one more step, which counts as a cell.
     *
     * @param before by id, as the tick before was shown
     * @param now by id, as this one is
     * @param killers of those who fell, by victim; those whom nobody felled are not in it
     */
    void look(
            String at,
            long tick,
            ArenaView.FieldView field,
            Map<String, ArenaView.WarriorView> before,
            Map<String, ArenaView.WarriorView> now,
            Map<String, String> killers) {
        List<ArenaView.WarriorView> fallen = new ArrayList<>(before.values());
        fallen.removeIf(was -> now.containsKey(was.id()));
        for (ArenaView.WarriorView warrior : now.values()) {
            ArenaView.WarriorView was = before.get(warrior.id());
            if (was == null) {
                continue;
            }
            boolean more = was.hp() - warrior.hp() > ofTheField(tick, warrior, field);
            // Looking at all pairs takes long, and where nothing more is lost nothing can be wrong.
            if (more || tick % COUNTED_TICKS == 0) {
                boolean near = enemyNear(warrior, 0, now.values(), fallen);
                assertTrue(near || !more, () -> at + "none in reach: " + was + " -> " + warrior);
                alone += near ? 0 : 1;
                amongHisOwn += !near && ownNear(warrior, now) ? 1 : 0;
            }
        }
        for (ArenaView.WarriorView victim : fallen) {
            assertTrue(
                    !killers.containsKey(victim.id()) || enemyNear(victim, 1, now.values(), fallen),
                    () -> at + "felled by nobody near: " + victim);
        }
    }

    /** The most that the field costs one at a tick; it is in whole hp, and keeps less than one. */
    private int ofTheField(long tick, ArenaView.WarriorView warrior, ArenaView.FieldView field) {
        boolean wears = tick % mode.environment().everyTicks() == 0;
        boolean outside =
                warrior.x() < field.min()
                        || warrior.x() >= field.max()
                        || warrior.y() < field.min()
                        || warrior.y() >= field.max();
        boolean moons = mode.specialEvents().everyTicks() > 0;
        return (wears ? mode.environment().hp() + (moons ? 1 : 0) : 0) + (outside ? 1 : 0);
    }

    /** Whether another player's warrior is, or just was, in reach, or so many cells farther. */
    private boolean enemyNear(
            ArenaView.WarriorView one,
            int more,
            Iterable<ArenaView.WarriorView> living,
            List<ArenaView.WarriorView> fallen) {
        int reach = mode.combat().reachCells() + more;
        for (ArenaView.WarriorView other : living) {
            if (other.seat() != one.seat() && apart(one, other) <= reach) {
                return true;
            }
        }
        for (ArenaView.WarriorView other : fallen) {
            if (other.seat() != one.seat() && apart(one, other) <= reach + 1) {
                return true;
            }
        }
        return false;
    }

    private boolean ownNear(ArenaView.WarriorView one, Map<String, ArenaView.WarriorView> living) {
        int reach = mode.combat().reachCells();
        for (ArenaView.WarriorView other : living.values()) {
            if (other.seat() == one.seat()
                    && !other.id().equals(one.id())
                    && apart(one, other) <= reach) {
                return true;
            }
        }
        return false;
    }

    /** In cells, on the axis on which they are farther apart. */
    private static int apart(ArenaView.WarriorView one, ArenaView.WarriorView other) {
        int x = (one.x() >> Field.SUBUNIT_BITS) - (other.x() >> Field.SUBUNIT_BITS);
        int y = (one.y() >> Field.SUBUNIT_BITS) - (other.y() >> Field.SUBUNIT_BITS);
        return Math.max(Math.abs(x), Math.abs(y));
    }
}
