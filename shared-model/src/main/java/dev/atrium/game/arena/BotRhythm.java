package dev.atrium.game.arena;

import java.util.Map;
import java.util.TreeMap;

/**
 * When each warrior may strike again. Views do not show it, but it follows from them: who is off
 * cooldown and has an enemy in reach strikes. Mutable, of one bot.
 */
final class BotRhythm {
    /** From one strike to the next. */
    private static final int COOLDOWN_TICKS = 60;

    /** Farther from all of its own, nobody's cooldown matters to it. */
    private static final int NEAR_CELLS = 8;

    private Map<String, Long> readyTicks = new TreeMap<>();
    private long lastTick;

    /** To be called with every view, and right to about a view's time. */
    void look(BotSight sight) {
        Map<String, Long> now = new TreeMap<>();
        long before = Math.max(lastTick, sight.tick() - ArenaBot.AHEAD_TICKS);
        for (ArenaView.WarriorView warrior : sight.warriors()) {
            if (!matters(warrior, sight)) {
                continue;
            }
            long ready = readyTicks.getOrDefault(warrior.id(), 0L);
            if (ready <= sight.tick() && reachesAnybody(warrior, sight)) {
                // Who stood in reach struck as soon as he could; else some time since the last
                // view.
                long struck = ready > before ? ready : (before + sight.tick()) / 2;
                ready = struck + COOLDOWN_TICKS;
            }
            now.put(warrior.id(), ready);
        }
        readyTicks = now;
        lastTick = sight.tick();
    }

    /** Of a hundred warriors, few are near enough to be worth the work. */
    private static boolean matters(ArenaView.WarriorView warrior, BotSight sight) {
        for (ArenaView.WarriorView own : sight.own()) {
            if (sight.distance(own, warrior) <= NEAR_CELLS * sight.cell()) {
                return true;
            }
        }
        return false;
    }

    /** Whether he may strike by that tick, as far as can be told: who is far may. */
    boolean strikesBy(ArenaView.WarriorView warrior, long tick) {
        return readyTicks.getOrDefault(warrior.id(), 0L) <= tick;
    }

    private static boolean reachesAnybody(ArenaView.WarriorView warrior, BotSight sight) {
        for (ArenaView.WarriorView other : sight.warriors()) {
            if (other.seat() != warrior.seat() && sight.inReach(warrior, other)) {
                return true;
            }
        }
        return false;
    }
}
