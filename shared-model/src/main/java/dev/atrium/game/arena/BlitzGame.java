package dev.atrium.game.arena;

/**
 * The game {@code arena.blitz}: 2 to 20 players, at most 20 warriors, 90 seconds.
 *
 * <p>A seat's option {@code warriors} says how many it enters, 1 to 3, 1 if left out. The room has
 * no options. Commands: {@link MoveWarrior}, refused with {@code unknown-warrior}, {@code
 * not-owner} or {@code warrior-fallen}. Nobody joins late ({@code no-late-entry}); no operator act
 * is known ({@code unknown-act}). Standings end with {@code last-standing}, {@code time} or {@code
 * all-fallen} and carry {@code eliminations}, {@code damageDealt}, {@code damageTaken}, {@code
 * survivedTicks} (each summed over a player's warriors), {@code bestHp} and {@code forfeited}, 1 or
 * 0.
 *
 * <p>Who is gone is not out: his warriors stop and fight on, and he may come back. Who leaves while
 * a warrior of his lives forfeits: he loses them at once, to nobody, and ranks behind all who did
 * not. Who leaves after his last one fell keeps his place.
 *
 * <p>In rules version 1 who left was like who is gone, for good, and standings told of no forfeits.
 * In rules version 2 who left had forfeited whether anybody of his lived or not, and the order of
 * attackers could be the same in every exchange of two warriors ({@link AttackOrder#ROTATING}).
 */
public final class BlitzGame extends ArenaGame {
    /** Blitz as it is played. */
    public BlitzGame() {
        this(ArenaMode.BLITZ);
    }

    /** Rules version 1, for what was played under it. */
    public static BlitzGame version1() {
        return new BlitzGame(ArenaMode.BLITZ_1);
    }

    /** Rules version 2, for what was played under it. */
    public static BlitzGame version2() {
        return new BlitzGame(ArenaMode.BLITZ_2);
    }

    /** With other numbers. */
    BlitzGame(ArenaMode mode) {
        super(mode);
    }
}
