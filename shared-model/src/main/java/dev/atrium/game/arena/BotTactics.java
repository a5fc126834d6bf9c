package dev.atrium.game.arena;

/** How a bot decides for its warriors. Has the memory of one bot, and is called by its thread. */
sealed interface BotTactics permits PlainTactics, SharpTactics {
    /** A new view is there; to be called with every one, before {@link #choose}. */
    void look(BotSight sight);

    /**
     * Where a warrior is to walk now.
     *
     * @param mind what is remembered of him
     */
    Direction choose(ArenaView.WarriorView own, BotSight sight, BotMind mind);
}
