package dev.atrium.game.arena;

/**
 * The game {@code arena.blitz}: 2 to 20 players, at most 20 warriors, 90 seconds.
 *
 * <p>A seat's option {@code warriors} says how many it enters, 1 to 3, 1 if left out. The room has
 * no options. Commands: {@link MoveWarrior}, refused with {@code unknown-warrior}, {@code
 * not-owner} or {@code warrior-fallen}. Nobody joins late ({@code no-late-entry}); no operator act
 * is known ({@code unknown-act}). Standings end with {@code last-standing}, {@code time} or {@code
 * all-fallen} and carry {@code eliminations}, {@code damageDealt}, {@code damageTaken}, {@code
 * survivedTicks} (each summed over a player's warriors) and {@code bestHp}.
 *
 * <p>Who leaves is like who is gone, for good: his warriors stop and fight on. Who forfeits loses
 * them at once, to nobody, and ranks behind all who did not.
 */
public final class BlitzGame extends ArenaGame {
    /** Blitz as it is played. */
    public BlitzGame() {
        this(ArenaMode.BLITZ);
    }

    /** With other numbers. */
    BlitzGame(ArenaMode mode) {
        super(mode);
    }
}
