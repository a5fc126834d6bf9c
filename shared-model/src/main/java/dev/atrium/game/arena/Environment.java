package dev.atrium.game.arena;

import dev.atrium.game.Out;

/** What the field itself does to warriors. Shields take this damage too. */
final class Environment {
    private final ArenaMode.Environment numbers;
    private final int ticksPerSecond;
    private final Roster roster;

    Environment(ArenaMode mode, Roster roster) {
        this.numbers = mode.environment();
        this.ticksPerSecond = mode.time().ticksPerSecond();
        this.roster = roster;
    }

    /** Every so often everybody loses a little. */
    void wear(int tick, Out out) {
        if (numbers.hp() == 0 || tick % numbers.everyTicks() != 0) {
            return;
        }
        for (Warrior warrior : roster.warriors()) {
            if (warrior.living()) {
                hurt(warrior, numbers.hp(), tick, out);
            }
        }
    }

    /**
     * Whoever is outside the living field loses more. Each tick outside is counted, and each full
     * hp is taken when it is full: who steps in and out saves nothing.
     */
    void burn(Field field, int tick, Out out) {
        for (Warrior warrior : roster.warriors()) {
            if (warrior.living() && field.outside(warrior)) {
                warrior.outsideDebt += numbers.outsideHpPerSecond();
                int due = warrior.outsideDebt / ticksPerSecond;
                if (due > 0) {
                    warrior.outsideDebt -= due * ticksPerSecond;
                    hurt(warrior, due, tick, out);
                }
            }
        }
    }

    private void hurt(Warrior warrior, int damage, int tick, Out out) {
        warrior.hurt(damage, tick);
        if (!warrior.living()) {
            roster.fall(warrior, null, tick, out);
        }
    }
}
