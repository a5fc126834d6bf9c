package dev.atrium.game.arena;

/**
 * In which order warriors strike within a tick. It matters wherever two could strike each other at
 * the same tick: the first may fell the second, who then strikes no more. Two who do so once do it
 * again after each cooldown, so an order is fair if it changes between ticks that are a cooldown
 * apart.
 */
public enum AttackOrder {
    /**
     * In the order of seats, one place further at each tick. Fair over ticks in a row, but not over
     * ticks that are a cooldown apart: where the number of warriors divides the cooldown, the same
     * one is first in every exchange of two.
     */
    ROTATING {
        @Override
        int first(int tick, int cooldownTicks, int warriors) {
            return tick % warriors;
        }

        @Override
        boolean forwards(int tick, int cooldownTicks) {
            return true;
        }
    },

    /**
     * One place further at each tick and with each cooldown, and with each cooldown the other way
     * round. Of 2n exchanges in a row of any two of n warriors each is first in n, and nobody is
     * first in three in a row.
     */
    THERE_AND_BACK {
        @Override
        int first(int tick, int cooldownTicks, int warriors) {
            return (tick % cooldownTicks + tick / cooldownTicks) % warriors;
        }

        @Override
        boolean forwards(int tick, int cooldownTicks) {
            return tick / cooldownTicks % 2 == 0;
        }
    };

    /**
     * Who strikes first.
     *
     * @param tick 0 and more
     * @param cooldownTicks from one attack of a warrior to his next, 1 and more
     * @param warriors how many there are, the fallen included, 1 and more
     * @return his index in the order of seats
     */
    abstract int first(int tick, int cooldownTicks, int warriors);

    /** Whether the others follow by rising index, round the end; else by falling index. */
    abstract boolean forwards(int tick, int cooldownTicks);
}
