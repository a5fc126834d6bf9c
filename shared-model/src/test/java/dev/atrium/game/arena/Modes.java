package dev.atrium.game.arena;

import dev.atrium.game.GameInfo;

import java.util.List;
import java.util.Optional;

/** Blitz with other numbers, for what Blitz itself never comes to. */
final class Modes {
    /** All that happens in Blitz within ten seconds, on a field where nobody is far away. */
    static final ArenaMode QUICK =
            new ArenaMode(
                    "arena.quick",
                    1,
                    GameInfo.Ranking.RANKED,
                    match(600),
                    ArenaMode.BLITZ.entry(),
                    ArenaMode.BLITZ.time(),
                    new ArenaMode.Ground(16, 6 * 256, List.of(new ArenaMode.Shrink(240, 120, 50))),
                    ArenaMode.BLITZ.movement(),
                    ArenaMode.BLITZ.combat(),
                    ArenaMode.BLITZ.environment(),
                    new ArenaMode.PowerUps(30, 5, 240, 60, 30, 25, 120, 60),
                    ArenaMode.SpecialEvents.NONE,
                    Optional.empty());

    /**
     * All that happens in Siege within twenty seconds, on a field where nobody is far away: late
     * entry for ten of them, two shrinks, something special every second.
     */
    static final ArenaMode QUICK_SIEGE =
            new ArenaMode(
                    "arena.quick-siege",
                    1,
                    GameInfo.Ranking.RANKED,
                    new ArenaMode.Course.Match(
                            1_200,
                            ArenaMode.Leaving.FORFEITS_WHILE_LIVING,
                            new ArenaMode.LateEntry(600, 70)),
                    new ArenaMode.Entry(2, 12, 5, 20, 100, 100),
                    ArenaMode.SIEGE.time(),
                    new ArenaMode.Ground(
                            16,
                            6 * 256,
                            List.of(
                                    new ArenaMode.Shrink(480, 60, 75),
                                    new ArenaMode.Shrink(840, 60, 50))),
                    ArenaMode.SIEGE.movement(),
                    ArenaMode.SIEGE.combat(),
                    new ArenaMode.Environment(60, 1, ArenaMode.Remainder.KEPT, 3),
                    QUICK.powerUps(),
                    new ArenaMode.SpecialEvents(60, 100, 3, new ArenaMode.Fraction(5, 4), 40, 40),
                    ArenaMode.SIEGE.shares());

    /** Practice on a field where all meet, with three seats, and nobody missed for long. */
    static final ArenaMode QUICK_PRACTICE =
            new ArenaMode(
                    "arena.quick-practice",
                    1,
                    GameInfo.Ranking.UNRANKED,
                    new ArenaMode.Course.Endless(40, 60),
                    new ArenaMode.Entry(1, 3, 1, 3, 20, 20),
                    ArenaMode.PRACTICE.time(),
                    new ArenaMode.Ground(8, 2 * 256, List.of()),
                    ArenaMode.PRACTICE.movement(),
                    ArenaMode.PRACTICE.combat(),
                    ArenaMode.PRACTICE.environment(),
                    QUICK.powerUps(),
                    ArenaMode.SpecialEvents.NONE,
                    Optional.empty());

    private Modes() {}

    /** Siege on a field of so many cells on each side, which stays as it is. */
    static ArenaMode narrowSiege(int cells) {
        ArenaMode siege = ArenaMode.SIEGE;
        return new ArenaMode(
                siege.id(),
                siege.rulesVersion(),
                siege.ranking(),
                siege.course(),
                siege.entry(),
                siege.time(),
                new ArenaMode.Ground(cells, 0, List.of()),
                siege.movement(),
                siege.combat(),
                siege.environment(),
                siege.powerUps(),
                siege.specialEvents(),
                siege.shares());
    }

    private static ArenaMode.Course match(int ticks) {
        return new ArenaMode.Course.Match(
                ticks, ArenaMode.Leaving.FORFEITS_WHILE_LIVING, ArenaMode.LateEntry.NONE);
    }

    /** Practice with that entry, on a field of so many cells. */
    static ArenaMode practice(ArenaMode.Entry entry, int cells) {
        ArenaMode practice = ArenaMode.PRACTICE;
        return new ArenaMode(
                practice.id(),
                practice.rulesVersion(),
                practice.ranking(),
                practice.course(),
                entry,
                practice.time(),
                new ArenaMode.Ground(cells, 0, List.of()),
                practice.movement(),
                practice.combat(),
                practice.environment(),
                practice.powerUps(),
                practice.specialEvents(),
                practice.shares());
    }

    static ArenaMode withMovement(ArenaMode.Movement movement) {
        ArenaMode blitz = ArenaMode.BLITZ;
        return blitz(blitz.ground(), movement, blitz.environment(), blitz.powerUps());
    }

    static ArenaMode withGround(ArenaMode.Ground ground) {
        ArenaMode blitz = ArenaMode.BLITZ;
        return blitz(ground, blitz.movement(), blitz.environment(), blitz.powerUps());
    }

    /** Power-ups that come so often. */
    static ArenaMode withPowerUpsEvery(int ticks) {
        ArenaMode blitz = ArenaMode.BLITZ;
        ArenaMode.PowerUps plain = blitz.powerUps();
        ArenaMode.PowerUps often =
                new ArenaMode.PowerUps(
                        ticks,
                        plain.lyingMax(),
                        plain.lastTicks(),
                        plain.rageTicks(),
                        plain.healHp(),
                        plain.shieldHp(),
                        plain.shieldTicks(),
                        plain.hasteTicks());
        return blitz(blitz.ground(), blitz.movement(), blitz.environment(), often);
    }

    static ArenaMode withOutsideHpPerSecond(int hp) {
        ArenaMode blitz = ArenaMode.BLITZ;
        ArenaMode.Environment plain = blitz.environment();
        ArenaMode.Environment burning =
                new ArenaMode.Environment(plain.everyTicks(), plain.hp(), plain.remainder(), hp);
        return blitz(blitz.ground(), blitz.movement(), burning, blitz.powerUps());
    }

    private static ArenaMode blitz(
            ArenaMode.Ground ground,
            ArenaMode.Movement movement,
            ArenaMode.Environment environment,
            ArenaMode.PowerUps powerUps) {
        ArenaMode blitz = ArenaMode.BLITZ;
        return new ArenaMode(
                blitz.id(),
                blitz.rulesVersion(),
                blitz.ranking(),
                blitz.course(),
                blitz.entry(),
                blitz.time(),
                ground,
                movement,
                blitz.combat(),
                environment,
                powerUps,
                blitz.specialEvents(),
                blitz.shares());
    }
}
