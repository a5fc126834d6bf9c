package dev.atrium.localstack.faults;

/**
 * How many inputs a player sends in a turn, those that are due and those that he sends again: as
 * many as make thirty a second, which is below what a host takes of one player. What a turn does
 * not use is lost, so no second has more. On the crowd's event loop.
 */
final class SendPace {
    /** A host takes forty of {@code move-warrior}. */
    static final int SENT_A_SECOND_MAX = 30;

    private final int turnsPerSecond;
    private int carried;

    /**
     * A pace.
     *
     * @param turnsPerSecond 1 and more
     */
    SendPace(int turnsPerSecond) {
        this.turnsPerSecond = turnsPerSecond;
    }

    /** A turn has come: how many he may send in it. */
    int turn() {
        carried += SENT_A_SECOND_MAX;
        int now = carried / turnsPerSecond;
        carried %= turnsPerSecond;
        return now;
    }
}
