package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.game.Out;

import org.jspecify.annotations.Nullable;

/**
 * Fighting: whoever is off cooldown attacks the weakest enemy in reach. Attacks of one tick come
 * one after the other; who fell to an earlier one neither attacks nor is attacked any more.
 */
final class Combat {
    private final ArenaMode.Combat numbers;
    private final Roster roster;
    private final SpecialEvents special;
    private final DiceStream damage;
    private final DiceStream ties;
    private final Warrior[] tied;

    Combat(ArenaMode mode, Roster roster, SpecialEvents special, Dice dice) {
        this.numbers = mode.combat();
        this.roster = roster;
        this.special = special;
        this.damage = dice.stream("damage");
        this.ties = dice.stream("target-ties");
        this.tied = new Warrior[mode.entry().warriorsMax()];
    }

    /** One round of all attackers. */
    void step(int tick, Out out) {
        Warrior[] warriors = roster.warriors();
        int next = numbers.order().first(tick, numbers.cooldownTicks(), warriors.length);
        boolean forwards = numbers.order().forwards(tick, numbers.cooldownTicks());
        for (int i = 0; i < warriors.length; i++) {
            Warrior attacker = warriors[next];
            if (attacker.readyTick <= tick && attacker.living()) {
                Warrior target = target(attacker, warriors);
                if (target != null) {
                    strike(attacker, target, tick, out);
                }
            }
            if (forwards) {
                next = next + 1 == warriors.length ? 0 : next + 1;
            } else {
                next = next == 0 ? warriors.length - 1 : next - 1;
            }
        }
    }

    private @Nullable Warrior target(Warrior attacker, Warrior[] warriors) {
        int reach = numbers.reachCells();
        int cellX = attacker.cellX();
        int cellY = attacker.cellY();
        int lowestHp = Integer.MAX_VALUE;
        int count = 0;
        for (Warrior other : warriors) {
            if (other.hp > lowestHp
                    || other.hp <= 0
                    || Math.abs(other.cellX() - cellX) > reach
                    || Math.abs(other.cellY() - cellY) > reach
                    || other.player == attacker.player) {
                continue;
            }
            if (other.hp < lowestHp) {
                lowestHp = other.hp;
                count = 0;
            }
            tied[count++] = other;
        }
        if (count == 0) {
            return null;
        }
        return count == 1 ? tied[0] : tied[ties.below(count)];
    }

    private void strike(Warrior attacker, Warrior target, int tick, Out out) {
        int base = damage.between(numbers.damageLow(), numbers.damageHigh());
        attacker.readyTick = tick + numbers.cooldownTicks();
        attacker.damageDealt += target.hurt(damage(base, attacker, tick), tick);
        if (!target.living()) {
            roster.fall(target, attacker, tick, out);
        }
    }

    /** What the dice gave, times all that counts: one fraction, rounded half up. */
    int damage(int base, Warrior attacker, int tick) {
        int steps =
                Math.min(
                        numbers.veteranStepsMax(),
                        (tick - attacker.enteredTick) / numbers.veteranTicks());
        int over = base * (100 + steps * numbers.veteranPercent());
        int under = 100;
        if (attacker.raging(tick)) {
            over *= numbers.rage().over();
            under *= numbers.rage().under();
        }
        if (attacker.player.underdog) {
            over *= 100 + numbers.underdogPercent();
            under *= 100;
        }
        ArenaMode.Fraction all = special.damage(tick);
        if (all != null) {
            over *= all.over();
            under *= all.under();
        }
        return (2 * over + under) / (2 * under);
    }
}
