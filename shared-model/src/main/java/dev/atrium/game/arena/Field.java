package dev.atrium.game.arena;

import dev.atrium.game.Audience;
import dev.atrium.game.Out;

/**
 * The field: a square whose living part shrinks about the middle, and the ring on which warriors
 * enter. Where its edge is follows from the tick alone, so it is no state.
 */
final class Field {
    /** 256 subunits to a cell. */
    static final int SUBUNIT_BITS = 8;

    /** Subunits to a cell. */
    static final int SUBUNITS = 1 << SUBUNIT_BITS;

    private final ArenaMode.Ground ground;
    private final int side;
    private int min;
    private int max;
    private ArenaView.Shrink shrink = ArenaView.Shrink.NONE;

    Field(ArenaMode.Ground ground) {
        this.ground = ground;
        this.side = ground.cells() * SUBUNITS;
        this.max = side;
    }

    /** Its side at the start, in subunits; warriors never leave it. */
    int side() {
        return side;
    }

    int cells() {
        return ground.cells();
    }

    boolean outside(Warrior warrior) {
        return warrior.x < min || warrior.x >= max || warrior.y < min || warrior.y >= max;
    }

    /** The first column and row of cells that lie wholly in the living field. */
    int firstCell() {
        return (min + SUBUNITS - 1) >> SUBUNIT_BITS;
    }

    /** One past the last column and row of cells that lie wholly in the living field. */
    int endCell() {
        return max >> SUBUNIT_BITS;
    }

    /** Moves the edge to where it is after the step of {@code tick}. */
    void moveTo(int tick) {
        int percent = 100;
        for (ArenaMode.Shrink next : ground.shrinks()) {
            if (tick < next.atTick()) {
                return;
            }
            int from = minAt(percent);
            int passed = Math.min(tick - next.atTick(), next.overTicks());
            min = from + (minAt(next.toPercent()) - from) * passed / next.overTicks();
            max = side - min;
            shrink =
                    passed < next.overTicks()
                            ? ArenaView.Shrink.SHRINKING
                            : ArenaView.Shrink.SHRUNK;
            percent = next.toPercent();
        }
    }

    /** Tells of a shrinking that starts at {@code tick}. */
    void announce(int tick, Out out) {
        int percent = 100;
        for (ArenaMode.Shrink next : ground.shrinks()) {
            if (next.atTick() == tick) {
                out.event(
                        Audience.ALL,
                        new ArenaEvent.ArenaShrinking(
                                ground.cells() * percent / 100,
                                ground.cells() * next.toPercent() / 100,
                                next.overTicks()));
            }
            percent = next.toPercent();
        }
    }

    ArenaView.FieldView view() {
        return new ArenaView.FieldView(ground.cells(), SUBUNITS, min, max, shrink);
    }

    /** From west to east, the place of entry {@code index} of {@code count}, evenly spaced. */
    int ringX(int index, int count) {
        return side / 2 + wave(4 * index + count, count);
    }

    /** From north to south, the place of entry {@code index} of {@code count}, evenly spaced. */
    int ringY(int index, int count) {
        return side / 2 + wave(4 * index, count);
    }

    private int minAt(int percent) {
        return (side - side * percent / 100) / 2;
    }

    /**
     * The radius times the sine of {@code quarters / count} quarter turns, by Bhaskara's formula
     * (0.2 % off at most): integers alone, because JVMs may differ in their own sine.
     */
    private int wave(int quarters, int count) {
        long half = 2L * count;
        long angle = quarters % (4L * count);
        boolean positive = angle < half;
        long part = positive ? angle : angle - half;
        long product = part * (half - part);
        long height = 16L * ground.ringRadiusSubunits() * product / (5 * half * half - 4 * product);
        return (int) (positive ? height : -height);
    }
}
