package dev.atrium.game.arena;

import dev.atrium.dice.DiceStream;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cells of the living field on which nothing lies and nobody stands; one of them by dice. */
final class FreeCells {
    private final Field field;
    private final Roster roster;
    private final List<LyingPowerUp> lying;
    private final boolean[] taken;

    /**
     * Those of a field.
     *
     * @param lying what lies there, now and at every draw
     */
    FreeCells(Field field, Roster roster, List<LyingPowerUp> lying) {
        this.field = field;
        this.roster = roster;
        this.lying = lying;
        this.taken = new boolean[field.cells() * field.cells()];
    }

    /**
     * A cell.
     *
     * @param x from west to east
     * @param y from north to south
     */
    record Cell(int x, int y) {
        /** Its middle from the west, in subunits. */
        int middleX() {
            return x * Field.SUBUNITS + Field.SUBUNITS / 2;
        }

        /** Its middle from the north, in subunits. */
        int middleY() {
            return y * Field.SUBUNITS + Field.SUBUNITS / 2;
        }
    }

    /** One of them, each as likely as the others; null if there is none, and then nothing rolls. */
    @Nullable Cell draw(DiceStream dice) {
        int first = field.firstCell();
        int end = field.endCell();
        int free = markTaken(first, end);
        int chosen = free == 0 ? 0 : dice.below(free);
        for (int y = first; y < end; y++) {
            for (int x = first; x < end; x++) {
                if (!taken[y * field.cells() + x] && chosen-- == 0) {
                    return new Cell(x, y);
                }
            }
        }
        return null;
    }

    /** How many there are. */
    int count() {
        return markTaken(field.firstCell(), field.endCell());
    }

    /**
     * One of those farthest out, each as likely as the others; null if there is none, and then
     * nothing rolls.
     */
    @Nullable Cell drawAtRim(DiceStream dice) {
        int first = field.firstCell();
        int end = field.endCell();
        markTaken(first, end);
        for (int inward = 0; first + inward < end - inward; inward++) {
            List<Cell> ring = freeOnRing(first + inward, end - 1 - inward);
            if (!ring.isEmpty()) {
                return ring.get(dice.below(ring.size()));
            }
        }
        return null;
    }

    /** The free cells of the square's outline, by rising row and column. */
    private List<Cell> freeOnRing(int first, int last) {
        List<Cell> free = new ArrayList<>();
        for (int y = first; y <= last; y++) {
            int step = y == first || y == last ? 1 : Math.max(1, last - first);
            for (int x = first; x <= last; x += step) {
                if (!taken[y * field.cells() + x]) {
                    free.add(new Cell(x, y));
                }
            }
        }
        return free;
    }

    /** Marks the cells that are not free; gives how many of the living field are. */
    private int markTaken(int first, int end) {
        Arrays.fill(taken, false);
        for (Warrior warrior : roster.warriors()) {
            if (warrior.living()) {
                taken[warrior.cellY() * field.cells() + warrior.cellX()] = true;
            }
        }
        for (LyingPowerUp powerUp : lying) {
            taken[powerUp.cellY() * field.cells() + powerUp.cellX()] = true;
        }
        int free = 0;
        for (int y = first; y < end; y++) {
            for (int x = first; x < end; x++) {
                if (!taken[y * field.cells() + x]) {
                    free++;
                }
            }
        }
        return free;
    }
}
