package dev.atrium.host.fairplay;

/**
 * How many moves a seat gives: an allowance that runs in with the ticks and holds some seconds'
 * worth, so that what a network held back may come at once, and nobody gives more in the long run.
 * It is counted in parts: a move is as many of them as a second has ticks, and a tick brings as
 * many as a second may have moves.
 */
final class MovePace {
    private final long partsOfMove;
    private final long partsATick;
    private final long partsAtMost;
    private final long partsAfterFlag;
    private long parts;
    private long filledTick;

    MovePace(FairPlayLimits limits, int tickRateHz, long tick) {
        this.partsOfMove = tickRateHz;
        this.partsATick = limits.movesPerSecond();
        this.partsAfterFlag = partsATick * tickRateHz;
        this.partsAtMost = partsAfterFlag * limits.stallS();
        this.parts = partsAtMost;
        this.filledTick = tick;
    }

    /** Takes a move; false if it is one too many, after which a second's worth is left. */
    boolean takes(long tick) {
        add(tick - filledTick);
        filledTick = tick;
        if (parts < partsOfMove) {
            parts = partsAfterFlag;
            return false;
        }
        parts -= partsOfMove;
        return true;
    }

    /** So much time went by for the players, and not for the game. */
    void slipped(long ticks) {
        add(ticks);
    }

    private void add(long ticks) {
        // Compared first: the parts of a long time would not fit.
        boolean full = ticks >= partsAtMost / partsATick;
        parts = full ? partsAtMost : Math.min(partsAtMost, parts + ticks * partsATick);
    }
}
