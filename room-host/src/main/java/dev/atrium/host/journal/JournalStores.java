package dev.atrium.host.journal;

/** Which store keeps the journals of which game. */
@FunctionalInterface
public interface JournalStores {
    /**
     * The store of a game's journals; the same whenever it is asked for.
     *
     * @param gameId such as {@code arena.blitz}
     */
    JournalStore of(String gameId);
}
