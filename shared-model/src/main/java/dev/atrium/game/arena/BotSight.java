package dev.atrium.game.arena;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One view as a bot sees it: whose is who, how far things are, and which ways stay on the living
 * field. Immutable; distances are in subunits, the longer of the two axes.
 */
final class BotSight {
    /** What the rules let a warrior reach, in cells on both axes. */
    private static final int REACH_CELLS = 1;

    /** What a warrior walks in a tick. */
    private static final int STRAIGHT_SUBUNITS = 17;

    private static final int DIAGONAL_SUBUNITS = 12;
    private static final int STRAIGHT_HASTE_SUBUNITS = 25;
    private static final int DIAGONAL_HASTE_SUBUNITS = 18;

    private final long tick;
    private final ArenaView view;
    private final ArenaView.FieldView field;
    private final List<ArenaView.WarriorView> own = new ArrayList<>();
    private final List<ArenaView.WarriorView> enemies = new ArrayList<>();

    /**
     * @param seat with whose eyes
     * @param tick at which it was shown
     */
    BotSight(int seat, long tick, ArenaView view) {
        this.tick = tick;
        this.view = view;
        this.field = view.arena();
        for (ArenaView.WarriorView warrior : view.warriors()) {
            (warrior.seat() == seat ? own : enemies).add(warrior);
        }
    }

    long tick() {
        return tick;
    }

    /** Those of its own seat, in the order of the view. */
    List<ArenaView.WarriorView> own() {
        return own;
    }

    /** Those of all other seats, in the order of the view. */
    List<ArenaView.WarriorView> enemies() {
        return enemies;
    }

    /** Everybody, in the order of the view. */
    List<ArenaView.WarriorView> warriors() {
        return view.warriors();
    }

    List<ArenaView.PowerUpView> powerUps() {
        return view.powerUps();
    }

    /** Subunits to a cell. */
    int cell() {
        return field.subunits();
    }

    /** Until time is up, or as good as for ever. */
    long ticksLeft() {
        return view.endsAt().map(end -> end.tick() - tick).orElse(Long.MAX_VALUE);
    }

    /** Whether both are one. */
    static boolean same(ArenaView.WarriorView one, ArenaView.WarriorView other) {
        return one.id().equals(other.id());
    }

    int distance(ArenaView.WarriorView from, ArenaView.WarriorView to) {
        return distance(from.x(), from.y(), to.x(), to.y());
    }

    int distance(ArenaView.WarriorView from, Point to) {
        return distance(from.x(), from.y(), to.x(), to.y());
    }

    static int distance(int fromX, int fromY, int toX, int toY) {
        return Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY));
    }

    /** Whether they can strike each other where they stand. */
    boolean inReach(ArenaView.WarriorView one, ArenaView.WarriorView other) {
        return inReach(one.x(), one.y(), other.x(), other.y());
    }

    boolean inReach(int oneX, int oneY, int otherX, int otherY) {
        return Math.abs(cellOf(oneX) - cellOf(otherX)) <= REACH_CELLS
                && Math.abs(cellOf(oneY) - cellOf(otherY)) <= REACH_CELLS;
    }

    /** Whether he can strike or be struck where he stands. */
    boolean fighting(ArenaView.WarriorView own) {
        for (ArenaView.WarriorView enemy : enemies) {
            if (inReach(own, enemy)) {
                return true;
            }
        }
        return false;
    }

    private int cellOf(int coordinate) {
        return Math.floorDiv(coordinate, field.subunits());
    }

    /** The middle of the power-up's cell. */
    Point place(ArenaView.PowerUpView powerUp) {
        int half = field.subunits() / 2;
        return new Point(
                powerUp.x() * field.subunits() + half, powerUp.y() * field.subunits() + half);
    }

    /** The middle of the field. */
    Point middle() {
        int middle = (field.min() + field.max()) / 2;
        return new Point(middle, middle);
    }

    /** How far inside the edge a warrior keeps: more of it while the edge comes nearer. */
    int spare() {
        return shrinks() ? field.subunits() : field.subunits() / 4;
    }

    /** Whether the edge moves. */
    boolean shrinks() {
        return field.shrink() == ArenaView.Shrink.SHRINKING;
    }

    /** The living field's least coordinate, on both axes. */
    int min() {
        return field.min();
    }

    /** One past the living field's greatest coordinate, on both axes. */
    int max() {
        return field.max();
    }

    /** Inside with a little to spare. */
    boolean within(int x, int y) {
        int least = field.min() + spare();
        int most = field.max() - spare();
        return x >= least && x < most && y >= least && y < most;
    }

    /** On the living field, however close to its edge. */
    boolean onLivingField(int x, int y) {
        return x >= field.min() && x < field.max() && y >= field.min() && y < field.max();
    }

    /** The farthest that a warrior walks on one axis in so many ticks. */
    static int way(ArenaView.WarriorView warrior, int ticks) {
        return ticks * (warrior.haste() > 0 ? STRAIGHT_HASTE_SUBUNITS : STRAIGHT_SUBUNITS);
    }

    /** What a warrior walks on each axis of that direction in so many ticks. */
    static int way(ArenaView.WarriorView warrior, Direction direction, int ticks) {
        if (!direction.diagonal()) {
            return way(warrior, ticks);
        }
        return ticks * (warrior.haste() > 0 ? DIAGONAL_HASTE_SUBUNITS : DIAGONAL_SUBUNITS);
    }

    /**
     * The direction without what would lead out of the living field.
     *
     * @param ahead so many subunits on
     */
    Direction inside(Direction direction, ArenaView.WarriorView own, int ahead) {
        return Direction.of(
                inside(direction.stepX(), own.x(), ahead),
                inside(direction.stepY(), own.y(), ahead));
    }

    private int inside(int step, int from, int ahead) {
        int to = from + step * ahead;
        boolean leadsOut = step < 0 ? to < field.min() : to >= field.max();
        return leadsOut ? 0 : step;
    }

    /** The direction that leads there best; {@code STOP} within a quarter of a cell. */
    Direction towards(ArenaView.WarriorView own, Point to) {
        int wayX = to.x() - own.x();
        int wayY = to.y() - own.y();
        int far = Math.max(Math.abs(wayX), Math.abs(wayY));
        if (far < field.subunits() / 4) {
            return Direction.STOP;
        }
        // An axis that is under half of the other one is left out: about 27 degrees.
        int stepX = 2 * Math.abs(wayX) >= far ? Integer.signum(wayX) : 0;
        int stepY = 2 * Math.abs(wayY) >= far ? Integer.signum(wayY) : 0;
        return Direction.of(stepX, stepY);
    }

    /** The nearest enemy with no more hp than that, the first of those equally near. */
    ArenaView.@Nullable WarriorView nearestEnemy(ArenaView.WarriorView own, int hpMost) {
        ArenaView.WarriorView nearest = null;
        int least = Integer.MAX_VALUE;
        for (ArenaView.WarriorView enemy : enemies) {
            int distance = distance(own, enemy);
            if (enemy.hp() <= hpMost && distance < least) {
                nearest = enemy;
                least = distance;
            }
        }
        return nearest;
    }

    /** Where the nearest power-up lies of those inside, the first of those equally near. */
    @Nullable Point nearestPowerUp(ArenaView.WarriorView own) {
        Point nearest = null;
        for (ArenaView.PowerUpView powerUp : powerUps()) {
            Point place = place(powerUp);
            if (within(place.x(), place.y())
                    && (nearest == null || distance(own, place) < distance(own, nearest))) {
                nearest = place;
            }
        }
        return nearest;
    }
}
