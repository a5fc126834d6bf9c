package dev.atrium.game.arena;

/**
 * The game {@code arena.siege}: 2 to 100 players, at most 100 warriors, 10 minutes, on a field of
 * 64 x 64 cells that shrinks three times.
 *
 * <p>A seat's option {@code warriors} says how many it enters, 1 to 5, 1 if left out. The room has
 * no options. Commands, standings and what leaving means are those of {@link BlitzGame}. Whoever
 * joins before half time enters with 70 hp on a free cell at the rim of the living field, drawn by
 * dice; refused are {@code no-late-entry}, {@code seat-taken} (a seat that was ever played keeps
 * its player), {@code field-full} and {@code out-of-range}. Each full minute something may come
 * over everybody: {@link SpecialEventKind}.
 *
 * <p>Rules version 1 differs as Blitz 2 does from Blitz 3, and in it a blood moon left the wear of
 * the field as it was.
 */
public final class SiegeGame extends ArenaGame {
    /** Siege as it is played. */
    public SiegeGame() {
        this(ArenaMode.SIEGE);
    }

    /** Rules version 1, for what was played under it. */
    public static SiegeGame version1() {
        return new SiegeGame(ArenaMode.SIEGE_1);
    }

    /** With other numbers. */
    SiegeGame(ArenaMode mode) {
        super(mode);
    }
}
