package dev.atrium.game.arena;

import java.util.List;

/** Blitz with other numbers, for what Blitz itself never comes to. */
final class Modes {
    /** All that happens in Blitz within ten seconds, on a field where nobody is far away. */
    static final ArenaMode QUICK =
            new ArenaMode(
                    "arena.quick",
                    1,
                    ArenaMode.BLITZ.entry(),
                    new ArenaMode.Time(60, 20, 600),
                    new ArenaMode.Ground(16, 6 * 256, List.of(new ArenaMode.Shrink(240, 120, 50))),
                    ArenaMode.BLITZ.movement(),
                    ArenaMode.BLITZ.combat(),
                    ArenaMode.BLITZ.environment(),
                    new ArenaMode.PowerUps(30, 5, 240, 60, 30, 25, 120, 60));

    private Modes() {}

    static ArenaMode withMovement(ArenaMode.Movement movement) {
        ArenaMode blitz = ArenaMode.BLITZ;
        return new ArenaMode(
                blitz.id(),
                blitz.rulesVersion(),
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
                blitz.entry(),
                blitz.time(),
                blitz.ground(),
                blitz.movement(),
                blitz.combat(),
                new ArenaMode.Environment(plain.everyTicks(), plain.hp(), hp),
                blitz.powerUps());
    }
}
