package dev.atrium.game.arena;

import dev.atrium.game.Out;

/** What the field itself does to warriors. Shields take this damage too. */
final class Environment {
    private final ArenaMode.Environment numbers;
    private final int ticksPerSecond;
    private final Roster roster;
    private final SpecialEvents special;

    /** Parts of a debt for one hp and tick: so that a blood moon's share of it is whole. */
    private final int parts;

    /** Parts that make one hp: what one hp a second comes to after a second. */
    private final int full;

    Environment(ArenaMode mode, Roster roster, SpecialEvents special) {
        this.numbers = mode.environment();
        this.ticksPerSecond = mode.time().ticksPerSecond();
        this.roster = roster;
        this.special = special;
        this.parts = mode.specialEvents().bloodMoon().under();
        this.full = ticksPerSecond * parts;
    }

    /** Every so often everybody loses a little; under a blood moon more. */
    void wear(int tick, Out out) {
        if (numbers.hp() == 0 || tick % numbers.everyTicks() != 0 || special.sanctuary(tick)) {
            return;
        }
        int debt = numbers.hp() * ticksPerSecond * partsDue(tick);
        if (numbers.remainder() == ArenaMode.Remainder.ROUNDED) {
            debt = (2 * debt + full) / (2 * full) * full;
        }
        for (Warrior warrior : roster.warriors()) {
            if (warrior.living()) {
                owe(warrior, debt, tick, out);
            }
        }
    }

    /**
     * Whoever is outside the living field loses more. Each tick outside is counted, and each full
     * hp is taken when it is full: who steps in and out saves nothing.
     */
    void burn(Field field, int tick, Out out) {
        int debt = numbers.outsideHpPerSecond() * partsDue(tick);
        for (Warrior warrior : roster.warriors()) {
            if (warrior.living() && field.outside(warrior)) {
                owe(warrior, debt, tick, out);
            }
        }
    }

    /** What has to be paid for one hp and tick: more under a blood moon. */
    private int partsDue(int tick) {
        ArenaMode.Fraction all = special.damage(tick);
        return all == null ? parts : all.over();
    }

    /** Adds to what he has not paid yet, and takes what makes whole hp. */
    private void owe(Warrior warrior, int debt, int tick, Out out) {
        warrior.environmentDebt += debt;
        int due = warrior.environmentDebt / full;
        if (due == 0) {
            return;
        }
        warrior.environmentDebt -= due * full;
        warrior.hurt(due, tick);
        if (!warrior.living()) {
            roster.fall(warrior, null, tick, out);
        }
    }
}
