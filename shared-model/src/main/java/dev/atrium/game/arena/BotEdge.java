package dev.atrium.game.arena;

/**
 * Where the field's edge is going: as fast as it came between the last two views, while it moves.
 * Mutable, of one bot.
 */
final class BotEdge {
    private static final int SECOND_TICKS = 60;

    private long lastTick = Long.MIN_VALUE / 2;
    private int lastMin;
    private int subunitsPerSecond;

    /** To be called with every view. */
    void look(BotSight sight) {
        long since = sight.tick() - lastTick;
        if (since > 0) {
            boolean moves = sight.shrinks() && since <= SECOND_TICKS;
            long came = Math.max(0, sight.min() - lastMin);
            subunitsPerSecond = moves ? (int) (came * SECOND_TICKS / since) : 0;
            lastTick = sight.tick();
            lastMin = sight.min();
        }
    }

    /** Whether a place is still on the living field in so many ticks. */
    boolean spares(int x, int y, int ticks, BotSight sight) {
        int comes = subunitsPerSecond * ticks / SECOND_TICKS;
        int least = Math.min(x, y) - comes;
        int most = Math.max(x, y) + comes;
        return least >= sight.min() && most < sight.max();
    }
}
