package dev.atrium.game.arena;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What the warriors of a strong bot do together: whom all of them go for, and where they gather
 * before. Mutable, of one bot.
 */
final class BotTeam {
    /** Who is this near to somebody fights on his side within two seconds. */
    static final int NEAR_CELLS = 4;

    /** With less he leaves the fighting to the others, if there are others. */
    private static final int ABLE_HP = 30;

    /** So much less hp makes up for a cell of way. */
    private static final int HP_PER_CELL = 8;

    /** An enemy outside dies by himself: he is as good as so much farther away. */
    private static final int OUTSIDE_CELLS = 8;

    /** Those who take an enemy's blows make him no nearer than by so much. */
    private static final int DECOY_CELLS = 3;

    /** Each who fights on his side makes him so much farther away. */
    private static final int GUARD_CELLS = 2;

    /** Who is gone for already is so much nearer: minds are not changed for little. */
    private static final int LOYAL_CELLS = 2;

    /** Who is nearer than that is not waited for. */
    private static final int APART_CELLS = 3;

    /** Who has no more way than that beyond one's own is not waited for either. */
    private static final int BEHIND_CELLS = 2;

    /** What is left of a match when its end is thought of: 10 s. */
    private static final int END_TICKS = 600;

    private List<ArenaView.WarriorView> able = List.of();
    private ArenaView.@Nullable WarriorView target;
    private ArenaView.@Nullable WarriorView champion;

    /** To be called with every view. */
    void look(BotSight sight) {
        able = able(sight);
        String before = target == null ? "" : target.id();
        ArenaView.WarriorView ownBest = best(sight.own());
        ArenaView.WarriorView enemyBest = best(sight.enemies());
        champion = null;
        if (ownBest != null && enemyBest != null && sight.ticksLeft() < END_TICKS) {
            // At the end the highest single hp wins: it is kept, or theirs is brought down.
            if (ownBest.hp() <= enemyBest.hp()) {
                target = enemyBest;
                return;
            }
            champion = ownBest;
        }
        target = null;
        int least = Integer.MAX_VALUE;
        for (ArenaView.WarriorView enemy : sight.enemies()) {
            int cost =
                    cost(enemy, sight)
                            - (enemy.id().equals(before) ? LOYAL_CELLS * sight.cell() : 0);
            if (cost - DECOY_CELLS * sight.cell() >= least) {
                // Nobody near him could make him the best: of a hundred enemies, most are such.
                continue;
            }
            cost += crowd(enemy, sight);
            if (cost < least) {
                least = cost;
                target = enemy;
            }
        }
    }

    /** Whom all go for; null if there are no enemies. */
    ArenaView.@Nullable WarriorView target() {
        return target;
    }

    /** Whether it is he whose hp is to win the match that is about to end. */
    boolean isChampion(ArenaView.WarriorView own) {
        return champion != null && BotSight.same(champion, own);
    }

    /** Where he waits for the others; null if they are there, or he is alone. */
    @Nullable Point gathering(ArenaView.WarriorView own, BotSight sight) {
        if (target == null || able.size() < 2) {
            return null;
        }
        int way = sight.distance(own, target);
        boolean ahead = false;
        int x = 0;
        int y = 0;
        for (ArenaView.WarriorView ally : able) {
            x += ally.x() / able.size();
            y += ally.y() / able.size();
            ahead |=
                    sight.distance(ally, own) > APART_CELLS * sight.cell()
                            && sight.distance(ally, target) > way + BEHIND_CELLS * sight.cell();
        }
        return ahead ? new Point(x, y) : null;
    }

    /** How much he can give and take. */
    static int power(ArenaView.WarriorView warrior) {
        int power = warrior.hp() + warrior.shield();
        return warrior.rage() > 120 ? power * 3 / 2 : power;
    }

    private static List<ArenaView.WarriorView> able(BotSight sight) {
        List<ArenaView.WarriorView> able = new ArrayList<>();
        for (ArenaView.WarriorView own : sight.own()) {
            if (own.hp() >= ABLE_HP) {
                able.add(own);
            }
        }
        return able.isEmpty() ? sight.own() : able;
    }

    private static ArenaView.@Nullable WarriorView best(List<ArenaView.WarriorView> warriors) {
        ArenaView.WarriorView best = null;
        for (ArenaView.WarriorView warrior : warriors) {
            if (best == null || warrior.hp() > best.hp()) {
                best = warrior;
            }
        }
        return best;
    }

    /** What it takes to bring him down, but for who is near him, as a way in subunits. */
    private int cost(ArenaView.WarriorView enemy, BotSight sight) {
        int cost = sight.cell() * power(enemy) / HP_PER_CELL;
        for (ArenaView.WarriorView ally : able) {
            cost += sight.distance(ally, enemy) / able.size();
        }
        return sight.onLivingField(enemy.x(), enemy.y())
                ? cost
                : cost + OUTSIDE_CELLS * sight.cell();
    }

    /** What those near him add: a weaker stranger takes his blows, anybody else deals more. */
    private int crowd(ArenaView.WarriorView enemy, BotSight sight) {
        int lowestHp = Integer.MAX_VALUE;
        for (ArenaView.WarriorView ally : able) {
            lowestHp = Math.min(lowestHp, ally.hp());
        }
        int cells = 0;
        for (ArenaView.WarriorView other : sight.enemies()) {
            if (!BotSight.same(enemy, other)
                    && sight.distance(enemy, other) <= NEAR_CELLS * sight.cell()) {
                boolean decoy = other.seat() != enemy.seat() && other.hp() < lowestHp;
                cells += decoy ? -1 : GUARD_CELLS;
            }
        }
        return Math.max(cells, -DECOY_CELLS) * sight.cell();
    }
}
