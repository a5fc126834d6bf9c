package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.game.Bot;
import dev.atrium.game.PlayerCommand;
import dev.atrium.message.Message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A house bot of the arena. Each of its warriors goes for the nearest enemy who is not stronger, or
 * for a power-up that is nearer; flees under {@value #FLEE_HP} hp; roams where there is neither;
 * and stays inside the living field. It knows its seat's views and nothing else.
 *
 * <p>Each warrior is thought about every 10 to 15 ticks, 4 to 6 times a second, and a command is
 * sent only for a new direction: with three warriors at most 18 a second.
 */
final class ArenaBot implements Bot {
    private static final int FLEE_HP = 25;

    /** Farther enemies frighten nobody. */
    private static final int FEAR_SUBUNITS = 5 * Field.SUBUNITS;

    private static final int THINK_TICKS_LEAST = 10;
    private static final int THINK_TICKS_MOST = 15;

    /** How far a warrior is believed to walk in a tick; haste is not thought of. */
    private static final int STRAIGHT_SUBUNITS = 17;

    private static final int DIAGONAL_SUBUNITS = 12;

    /** The way that a warrior walks until he is thought about again. */
    private static final int LOOK_AHEAD_SUBUNITS = THINK_TICKS_MOST * STRAIGHT_SUBUNITS;

    /** As many as a bot may send at once; what is left is thought about at the next view. */
    private static final int COMMANDS_MAX = 8;

    private static final Direction[] DIRECTIONS = Direction.values();

    private final int seat;
    private final DiceStream thinking;
    private final DiceStream roaming;
    private final Map<String, Plan> plans = new TreeMap<>();

    /** What a bot remembers of one of its warriors. */
    private static final class Plan {
        long nextTick;
        boolean roams;
        int roamX;
        int roamY;
    }

    ArenaBot(int seat, Dice dice) {
        this.seat = seat;
        this.thinking = dice.stream("thinking");
        this.roaming = dice.stream("roaming");
    }

    @Override
    public List<PlayerCommand> decide(long tick, Message view) {
        List<PlayerCommand> commands = new ArrayList<>();
        if (!(view instanceof ArenaView arena) || arena.phase() == ArenaView.Phase.FINISHED) {
            return commands;
        }
        forgetFallen(arena);
        for (ArenaView.WarriorView own : arena.warriors()) {
            if (own.seat() != seat || commands.size() >= COMMANDS_MAX) {
                continue;
            }
            Plan plan = plans.computeIfAbsent(own.id(), id -> new Plan());
            if (tick < plan.nextTick) {
                continue;
            }
            plan.nextTick = tick + thinking.between(THINK_TICKS_LEAST, THINK_TICKS_MOST);
            Direction direction = inside(choose(own, arena, plan), own, arena.arena());
            if (direction != own.direction()) {
                commands.add(new MoveWarrior(own.id(), direction, Optional.empty()));
            }
        }
        return commands;
    }

    private void forgetFallen(ArenaView arena) {
        Iterator<String> known = plans.keySet().iterator();
        while (known.hasNext()) {
            String id = known.next();
            if (arena.warriors().stream().noneMatch(warrior -> warrior.id().equals(id))) {
                known.remove();
            }
        }
    }

    private Direction choose(ArenaView.WarriorView own, ArenaView arena, Plan plan) {
        ArenaView.FieldView field = arena.arena();
        if (!within(own.x(), field) || !within(own.y(), field)) {
            int middle = (field.min() + field.max()) / 2;
            return towards(own, middle, middle);
        }
        ArenaView.WarriorView enemy = nearestEnemy(own, arena, Integer.MAX_VALUE);
        if (own.hp() < FLEE_HP && enemy != null && distance(own, enemy) < FEAR_SUBUNITS) {
            return away(own, enemy, field);
        }
        ArenaView.WarriorView prey = own.hp() < FLEE_HP ? null : nearestEnemy(own, arena, own.hp());
        ArenaView.PowerUpView powerUp = nearestPowerUp(own, arena);
        if (powerUp != null && (prey == null || distance(own, powerUp) <= distance(own, prey))) {
            plan.roams = false;
            return towards(own, middle(powerUp.x()), middle(powerUp.y()));
        }
        if (prey != null) {
            plan.roams = false;
            return inReach(own, prey) ? Direction.STOP : towards(own, prey.x(), prey.y());
        }
        return roam(own, field, plan);
    }

    private Direction roam(ArenaView.WarriorView own, ArenaView.FieldView field, Plan plan) {
        boolean there =
                Math.max(Math.abs(plan.roamX - own.x()), Math.abs(plan.roamY - own.y()))
                        < Field.SUBUNITS;
        if (!plan.roams || there || !within(plan.roamX, field) || !within(plan.roamY, field)) {
            plan.roams = true;
            plan.roamX = roaming.between(field.min(), field.max() - 1);
            plan.roamY = roaming.between(field.min(), field.max() - 1);
        }
        return towards(own, plan.roamX, plan.roamY);
    }

    /** The way on which the enemy is farthest in a moment, among those that stay inside. */
    private static Direction away(
            ArenaView.WarriorView own, ArenaView.WarriorView enemy, ArenaView.FieldView field) {
        Direction best = Direction.STOP;
        long farthest = -1;
        for (Direction direction : DIRECTIONS) {
            if (inside(direction, own, field) != direction) {
                continue;
            }
            int reach = direction.diagonal() ? DIAGONAL_SUBUNITS : STRAIGHT_SUBUNITS;
            reach *= THINK_TICKS_MOST;
            long wayX = own.x() + (long) direction.stepX() * reach - enemy.x();
            long wayY = own.y() + (long) direction.stepY() * reach - enemy.y();
            long square = wayX * wayX + wayY * wayY;
            if (square > farthest) {
                farthest = square;
                best = direction;
            }
        }
        return best;
    }

    /** The direction without what would lead out of the living field. */
    private static Direction inside(
            Direction direction, ArenaView.WarriorView own, ArenaView.FieldView field) {
        return Direction.of(
                inside(direction.stepX(), own.x(), field),
                inside(direction.stepY(), own.y(), field));
    }

    private static int inside(int step, int from, ArenaView.FieldView field) {
        int to = from + step * LOOK_AHEAD_SUBUNITS;
        boolean leadsOut = step < 0 ? to < field.min() : to >= field.max();
        return step != 0 && leadsOut ? 0 : step;
    }

    /** Inside with a little to spare, more of it while the edge comes nearer. */
    private static boolean within(int coordinate, ArenaView.FieldView field) {
        int spare =
                field.shrink() == ArenaView.Shrink.SHRINKING ? Field.SUBUNITS : Field.SUBUNITS / 4;
        return coordinate >= field.min() + spare && coordinate < field.max() - spare;
    }

    private static Direction towards(ArenaView.WarriorView own, int x, int y) {
        int wayX = x - own.x();
        int wayY = y - own.y();
        int far = Math.max(Math.abs(wayX), Math.abs(wayY));
        if (far < Field.SUBUNITS / 4) {
            return Direction.STOP;
        }
        // An axis that is under half of the other one is left out: about 27 degrees.
        int stepX = 2 * Math.abs(wayX) >= far ? Integer.signum(wayX) : 0;
        int stepY = 2 * Math.abs(wayY) >= far ? Integer.signum(wayY) : 0;
        return Direction.of(stepX, stepY);
    }

    private ArenaView.@Nullable WarriorView nearestEnemy(
            ArenaView.WarriorView own, ArenaView arena, int hpMost) {
        ArenaView.WarriorView nearest = null;
        for (ArenaView.WarriorView other : arena.warriors()) {
            if (other.seat() != seat
                    && other.hp() <= hpMost
                    && (nearest == null || distance(own, other) < distance(own, nearest))) {
                nearest = other;
            }
        }
        return nearest;
    }

    private static ArenaView.@Nullable PowerUpView nearestPowerUp(
            ArenaView.WarriorView own, ArenaView arena) {
        ArenaView.PowerUpView nearest = null;
        for (ArenaView.PowerUpView powerUp : arena.powerUps()) {
            if (within(middle(powerUp.x()), arena.arena())
                    && within(middle(powerUp.y()), arena.arena())
                    && (nearest == null || distance(own, powerUp) < distance(own, nearest))) {
                nearest = powerUp;
            }
        }
        return nearest;
    }

    private static boolean inReach(ArenaView.WarriorView own, ArenaView.WarriorView other) {
        int cellsX = (own.x() >> Field.SUBUNIT_BITS) - (other.x() >> Field.SUBUNIT_BITS);
        int cellsY = (own.y() >> Field.SUBUNIT_BITS) - (other.y() >> Field.SUBUNIT_BITS);
        return Math.abs(cellsX) <= 1 && Math.abs(cellsY) <= 1;
    }

    private static int distance(ArenaView.WarriorView own, ArenaView.WarriorView other) {
        return distance(own, other.x(), other.y());
    }

    private static int distance(ArenaView.WarriorView own, ArenaView.PowerUpView powerUp) {
        return distance(own, middle(powerUp.x()), middle(powerUp.y()));
    }

    private static int distance(ArenaView.WarriorView own, int x, int y) {
        return Math.max(Math.abs(x - own.x()), Math.abs(y - own.y()));
    }

    /** The middle of a cell, in subunits. */
    private static int middle(int cell) {
        return cell * Field.SUBUNITS + Field.SUBUNITS / 2;
    }
}
