package dev.atrium.game.arena;

import org.jspecify.annotations.Nullable;

/** Which power-up is worth a strong bot's way, and to which of its warriors. Of one bot. */
final class BotErrands {
    /** What a cell of way costs, in hp: more where a fight is left for it. */
    private static final int HP_PER_CELL = 2;

    private static final int HP_PER_CELL_FIGHTING = 3;

    /** What a warrior walks in a tick; haste is not thought of. */
    private static final int SUBUNITS_PER_TICK = 17;

    private final BotEdge edge;

    BotErrands(BotEdge edge) {
        this.edge = edge;
    }

    /** Where the power-up lies that he had better fetch; null if there is none. */
    @Nullable Point errand(ArenaView.WarriorView own, BotSight sight) {
        Point best = null;
        int most = 0;
        for (ArenaView.PowerUpView powerUp : sight.powerUps()) {
            Point place = sight.place(powerUp);
            int worth = worth(own, powerUp.kind(), place, sight);
            if (worth > most && isBestOfOwn(worth, own, powerUp.kind(), place, sight)) {
                most = worth;
                best = place;
            }
        }
        return best;
    }

    private boolean isBestOfOwn(
            int worth, ArenaView.WarriorView own, PowerUpKind kind, Point place, BotSight sight) {
        for (ArenaView.WarriorView ally : sight.own()) {
            if (!BotSight.same(ally, own) && worth(ally, kind, place, sight) > worth) {
                return false;
            }
        }
        return true;
    }

    /** What it brings him in hp, less what the way costs; under 0 if an enemy is there first. */
    private int worth(ArenaView.WarriorView own, PowerUpKind kind, Point place, BotSight sight) {
        int way = sight.distance(own, place);
        if (!sight.within(place.x(), place.y())
                || !edge.spares(place.x(), place.y(), way / SUBUNITS_PER_TICK, sight)) {
            return -1;
        }
        for (ArenaView.WarriorView enemy : sight.enemies()) {
            if (sight.distance(enemy, place) + sight.cell() < way) {
                return -1;
            }
        }
        int perCell = sight.fighting(own) ? HP_PER_CELL_FIGHTING : HP_PER_CELL;
        return need(own, kind) - perCell * way / sight.cell();
    }

    /**
     * What it brings him, as hp: so much is healed or shielded, and rage deals that much more. A
     * little even to who needs none, because no enemy gets it then.
     */
    private static int need(ArenaView.WarriorView own, PowerUpKind kind) {
        return switch (kind) {
            case HEAL -> Math.max(8, Math.min(36, 6 + 100 - own.hp()));
            case SHIELD -> own.shield() > 10 ? 8 : 28;
            case RAGE -> own.rage() > 200 ? 8 : own.hp() < 30 ? 14 : 34;
            case HASTE -> own.haste() > 120 ? 4 : 10;
        };
    }
}
