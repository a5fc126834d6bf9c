package dev.atrium.game.arena;

import dev.atrium.game.GameInfo;

import java.util.List;

/** Blitz with other numbers, for what Blitz itself never comes to. */
final class Modes {
    /** All that happens in Blitz within ten seconds, on a field where nobody is far away. */
    static final ArenaMode QUICK =
            new ArenaMode(
                    "arena.quick",
                    1,
                    GameInfo.Ranking.RANKED,
                    new ArenaMode.Course.Match(600),
                    ArenaMode.BLITZ.entry(),
                    ArenaMode.BLITZ.time(),
                    new ArenaMode.Ground(16, 6 * 256, List.of(new ArenaMode.Shrink(240, 120, 50))),
                    ArenaMode.BLITZ.movement(),
                    ArenaMode.BLITZ.combat(),
                    ArenaMode.BLITZ.environment(),
                    new ArenaMode.PowerUps(30, 5, 240, 60, 30, 25, 120, 60));

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
                    QUICK.powerUps());

    private Modes() {}

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
                practice.powerUps());
    }

    static ArenaMode withMovement(ArenaMode.Movement movement) {
        ArenaMode blitz = ArenaMode.BLITZ;
        return new ArenaMode(
                blitz.id(),
                blitz.rulesVersion(),
                blitz.ranking(),
                blitz.course(),
                blitz.entry(),
                blitz.time(),
                blitz.ground(),
                movement,
                blitz.combat(),
                blitz.environment(),
                blitz.powerUps());
    }

    static ArenaMode withGround(ArenaMode.Ground ground) {
        ArenaMode blitz = ArenaMode.BLITZ;
        return new ArenaMode(
                blitz.id(),
                blitz.rulesVersion(),
                blitz.ranking(),
                blitz.course(),
                blitz.entry(),
                blitz.time(),
                ground,
                blitz.movement(),
                blitz.combat(),
                blitz.environment(),
                blitz.powerUps());
    }

    /** Power-ups that come so often. */
    static ArenaMode withPowerUpsEvery(int ticks) {
        ArenaMode blitz = ArenaMode.BLITZ;
        ArenaMode.PowerUps plain = blitz.powerUps();
        return new ArenaMode(
                blitz.id(),
                blitz.rulesVersion(),
                blitz.ranking(),
                blitz.course(),
                blitz.entry(),
                blitz.time(),
                blitz.ground(),
                blitz.movement(),
                blitz.combat(),
                blitz.environment(),
                new ArenaMode.PowerUps(
                        ticks,
                        plain.lyingMax(),
                        plain.lastTicks(),
                        plain.rageTicks(),
                        plain.healHp(),
                        plain.shieldHp(),
                        plain.shieldTicks(),
                        plain.hasteTicks()));
    }

    static ArenaMode withOutsideHpPerSecond(int hp) {
        ArenaMode blitz = ArenaMode.BLITZ;
        ArenaMode.Environment plain = blitz.environment();
        return new ArenaMode(
                blitz.id(),
                blitz.rulesVersion(),
                blitz.ranking(),
                blitz.course(),
                blitz.entry(),
                blitz.time(),
                blitz.ground(),
                blitz.movement(),
                blitz.combat(),
                new ArenaMode.Environment(plain.everyTicks(), plain.hp(), hp),
                blitz.powerUps());
    }
}
