package dev.atrium.game.arena;

import dev.atrium.dice.DiceStream;

import org.jspecify.annotations.Nullable;

/**
 * Each warrior for himself, by what is nearest: he goes for an enemy, or for a power-up that is
 * nearer; flees when he is weak; and roams where there is neither.
 */
final class PlainTactics implements BotTactics {
    /** Farther enemies frighten nobody. */
    private static final int FEAR_CELLS = 5;

    /** How far ahead he looks for the edge: what he walks in 15 ticks without haste. */
    private static final int AHEAD_SUBUNITS = 255;

    private static final Direction[] DIRECTIONS = Direction.values();

    private final Habits habits;
    private final DiceStream roaming;

    /**
     * What tells one from another.
     *
     * @param fleeHp under so many he flees and attacks nobody
     * @param weighsHp whether he leaves alone who has more hp than he
     * @param preyCells enemies farther than that are not noticed
     * @param powerUpCells power-ups farther than that are not noticed
     */
    record Habits(int fleeHp, boolean weighsHp, int preyCells, int powerUpCells) {
        /** Attacks whoever comes near, and cares for little else. */
        static final Habits CARELESS = new Habits(10, false, 10, 3);

        /** Attacks who is not stronger, and sees the whole field. */
        static final Habits CAREFUL = new Habits(25, true, 1_000, 1_000);
    }

    PlainTactics(Habits habits, DiceStream roaming) {
        this.habits = habits;
        this.roaming = roaming;
    }

    @Override
    public void look(BotSight sight) {}

    @Override
    public Direction choose(ArenaView.WarriorView own, BotSight sight, BotMind mind) {
        return sight.inside(wish(own, sight, mind), own, AHEAD_SUBUNITS);
    }

    private Direction wish(ArenaView.WarriorView own, BotSight sight, BotMind mind) {
        if (!sight.within(own.x(), own.y())) {
            return sight.towards(own, sight.middle());
        }
        boolean weak = own.hp() < habits.fleeHp();
        ArenaView.WarriorView enemy = sight.nearestEnemy(own, Integer.MAX_VALUE);
        if (weak && enemy != null && sight.distance(own, enemy) < FEAR_CELLS * sight.cell()) {
            return away(own, enemy, sight);
        }
        ArenaView.WarriorView prey = weak ? null : prey(own, sight);
        Point powerUp = powerUp(own, sight);
        if (powerUp != null
                && (prey == null || sight.distance(own, powerUp) <= sight.distance(own, prey))) {
            mind.roamNoMore();
            return sight.towards(own, powerUp);
        }
        if (prey != null) {
            mind.roamNoMore();
            return sight.inReach(own, prey)
                    ? Direction.STOP
                    : sight.towards(own, new Point(prey.x(), prey.y()));
        }
        return sight.towards(own, mind.roam(own, sight, roaming));
    }

    private ArenaView.@Nullable WarriorView prey(ArenaView.WarriorView own, BotSight sight) {
        int hpMost = habits.weighsHp() ? own.hp() : Integer.MAX_VALUE;
        ArenaView.WarriorView prey = sight.nearestEnemy(own, hpMost);
        boolean seen =
                prey != null && sight.distance(own, prey) <= habits.preyCells() * sight.cell();
        return seen ? prey : null;
    }

    private @Nullable Point powerUp(ArenaView.WarriorView own, BotSight sight) {
        Point powerUp = sight.nearestPowerUp(own);
        boolean seen =
                powerUp != null
                        && sight.distance(own, powerUp) <= habits.powerUpCells() * sight.cell();
        return seen ? powerUp : null;
    }

    /** The way on which the enemy is farthest in a moment, among those that stay inside. */
    private static Direction away(
            ArenaView.WarriorView own, ArenaView.WarriorView enemy, BotSight sight) {
        Direction best = Direction.STOP;
        long farthest = -1;
        for (Direction direction : DIRECTIONS) {
            if (sight.inside(direction, own, AHEAD_SUBUNITS) != direction) {
                continue;
            }
            int way = BotSight.way(own, direction, ArenaBot.AHEAD_TICKS);
            long wayX = own.x() + (long) direction.stepX() * way - enemy.x();
            long wayY = own.y() + (long) direction.stepY() * way - enemy.y();
            long square = wayX * wayX + wayY * wayY;
            if (square > farthest) {
                farthest = square;
                best = direction;
            }
        }
        return best;
    }
}
