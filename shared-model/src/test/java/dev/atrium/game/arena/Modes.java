package dev.atrium.game.arena;

/** Blitz with other numbers, for what Blitz itself never comes to. */
final class Modes {
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
