package dev.atrium.game.arena;

import dev.atrium.game.Out;

/** What the field itself does to warriors. Shields take this damage too. */
final class Environment {
    private final ArenaMode.Environment numbers;
    private final int ticksPerSecond;
    private final Roster roster;
    private final SpecialEvents special;

    /** Parts of a debt in one hp and second: so that a blood moon's share of it is whole. */
    private final int parts;

    Environment(ArenaMode mode, Roster roster, SpecialEvents special) {
        this.numbers = mode.environment();
        this.ticksPerSecond = mode.time().ticksPerSecond();
        this.roster = roster;
        this.special = special;
        this.parts = mode.specialEvents().bloodMoon().under();
    }

    /** Every so often everybody loses a little; under a blood moon more, rounded half up. */
    void wear(int tick, Out out) {
        if (numbers.hp() == 0 || tick % numbers.everyTicks() != 0 || special.sanctuary(tick)) {
            return;
        }
        ArenaMode.Fraction all = special.damage(tick);
        int hp =
                all == null
                        ? numbers.hp()
                        : (2 * numbers.hp() * all.over() + all.under()) / (2 * all.under());
        for (Warrior warrior : roster.warriors()) {
            if (warrior.living()) {
                hurt(warrior, hp, tick, out);
            }
        }
    }

    /**
     * Whoever is outside the living field loses more. Each tick outside is counted, and each full
     * hp is taken when it is full: who steps in and out saves nothing.
     */
    void burn(Field field, int tick, Out out) {
        ArenaMode.Fraction all = special.damage(tick);
        int debt = numbers.outsideHpPerSecond() * (all == null ? parts : all.over());
        int full = ticksPerSecond * parts;
        for (Warrior warrior : roster.warriors()) {
            if (warrior.living() && field.outside(warrior)) {
                warrior.outsideDebt += debt;
                int due = warrior.outsideDebt / full;
                if (due > 0) {
                    warrior.outsideDebt -= due * full;
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
