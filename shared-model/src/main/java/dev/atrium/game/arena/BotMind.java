package dev.atrium.game.arena;

import dev.atrium.dice.DiceStream;

/** What a bot remembers of one of its warriors. Mutable, of one bot. */
final class BotMind {
    /** Who has stood so long without a fight walks about, whatever he had in mind: 2 s. */
    private static final int RESTLESS_TICKS = 120;

    /** So long he walks about then: 1 s. */
    private static final int STROLL_TICKS = 60;

    /** When he is to be thought about next. */
    long nextTick;

    private boolean roams;
    private Point roamsTo = new Point(0, 0);
    private Point seenAt = new Point(-1, -1);
    private long busyTick;
    private long strollsUntil;

    /** Notes where he is; to be called with every view. */
    void see(ArenaView.WarriorView own, BotSight sight) {
        if (own.x() != seenAt.x() || own.y() != seenAt.y()) {
            seenAt = new Point(own.x(), own.y());
            busyTick = sight.tick();
        } else if (sight.tick() - busyTick >= RESTLESS_TICKS) {
            if (sight.fighting(own)) {
                busyTick = sight.tick();
            } else if (sight.tick() >= strollsUntil) {
                strollsUntil = sight.tick() + STROLL_TICKS;
                roams = false;
            }
        }
    }

    /** Whether he has stood about for so long that he is to walk somewhere. */
    boolean strolls(long tick) {
        return tick < strollsUntil;
    }

    /** He has found something better to do. */
    void roamNoMore() {
        roams = false;
    }

    /** Where he walks for want of anything better: a place by dice until he is there. */
    Point roam(ArenaView.WarriorView own, BotSight sight, DiceStream roaming) {
        boolean there = sight.distance(own, roamsTo) < sight.cell();
        if (!roams || there || !sight.within(roamsTo.x(), roamsTo.y())) {
            roams = true;
            roamsTo = new Point(place(sight, roaming), place(sight, roaming));
        }
        return roamsTo;
    }

    private static int place(BotSight sight, DiceStream roaming) {
        return roaming.between(sight.min(), sight.max() - 1);
    }
}
