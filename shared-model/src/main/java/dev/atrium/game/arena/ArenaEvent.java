package dev.atrium.game.arena;

import dev.atrium.message.Message;

import java.util.Optional;

/** What happens in an arena and is told to everybody, none skipped. */
public sealed interface ArenaEvent extends Message {

    /**
     * A warrior fell.
     *
     * @param victim his id
     * @param killer the other's id; empty when the environment or a forfeit did it
     * @param finalStats what he did
     */
    record WarriorEliminated(String victim, Optional<String> killer, FinalStats finalStats)
            implements ArenaEvent {}

    /**
     * What one warrior did.
     *
     * @param eliminations warriors whom he felled, before earlier falls of his too
     * @param damageDealt hp that others lost to him, before earlier falls of his too
     * @param damageTaken hp that he lost, to others and to the environment, before earlier falls of
     *     his too
     * @param survivedTicks ticks from his entry, or last return, to his fall
     */
    record FinalStats(int eliminations, int damageDealt, int damageTaken, int survivedTicks) {}

    /**
     * A warrior who fell is back, with all his hp.
     *
     * @param warrior his id
     */
    record WarriorRespawned(String warrior) implements ArenaEvent {}

    /**
     * A power-up appeared.
     *
     * @param id drawn by dice
     * @param kind what it does
     * @param x its cell, from west to east
     * @param y its cell, from north to south
     */
    record PowerUpSpawned(String id, PowerUpKind kind, int x, int y) implements ArenaEvent {}

    /**
     * A warrior took a power-up.
     *
     * @param id the power-up
     * @param kind what it does
     * @param warrior who has it
     */
    record PowerUpCollected(String id, PowerUpKind kind, String warrior) implements ArenaEvent {}

    /**
     * A power-up lay too long and is gone.
     *
     * @param id the power-up
     */
    record PowerUpExpired(String id) implements ArenaEvent {}

    /**
     * The field starts to shrink.
     *
     * @param fromCells its side now
     * @param toCells its side in the end
     * @param overTicks how long it takes
     */
    record ArenaShrinking(int fromCells, int toCells, int overTicks) implements ArenaEvent {}

    /**
     * Something comes over everybody.
     *
     * @param kind what it does
     * @param ticks how long it lasts, 0 if it is done at once
     */
    record SpecialEvent(SpecialEventKind kind, int ticks) implements ArenaEvent {}
}
