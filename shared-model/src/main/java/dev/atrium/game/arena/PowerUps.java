package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.game.Audience;
import dev.atrium.game.Out;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Power-ups: within a tick the old ones go, then those stepped on are taken, then new ones appear.
 */
final class PowerUps {
    private static final int ID_LENGTH = 4;
    private static final PowerUpKind[] KINDS = PowerUpKind.values();

    private final ArenaMode.PowerUps numbers;
    private final int hpMax;
    private final Roster roster;
    private final Field field;
    private final DiceStream rolls;
    private final DiceStream ids;
    private final DiceStream ties;
    private final List<LyingPowerUp> lying = new ArrayList<>();
    private final Warrior[] tied;
    private final FreeCells freeCells;

    PowerUps(ArenaMode mode, Roster roster, Field field, Dice dice) {
        this.numbers = mode.powerUps();
        this.hpMax = mode.entry().hpMax();
        this.roster = roster;
        this.field = field;
        this.rolls = dice.stream("power-ups");
        this.ids = dice.stream("power-up-ids");
        this.ties = dice.stream("power-up-ties");
        this.tied = new Warrior[mode.entry().warriorsMax()];
        this.freeCells = new FreeCells(field, roster, lying);
    }

    /** Those that lie, the oldest first. */
    List<LyingPowerUp> lying() {
        return lying;
    }

    /** The cells on which nothing lies and nobody stands. */
    FreeCells freeCells() {
        return freeCells;
    }

    /**
     * One tick.
     *
     * @param surge how many appear beside the usual one, as long as so many may lie
     */
    void step(int tick, int surge, Out out) {
        int i = 0;
        while (i < lying.size()) {
            LyingPowerUp powerUp = lying.get(i);
            if (tick >= powerUp.goneTick()) {
                lying.remove(i);
                out.event(Audience.ALL, new ArenaEvent.PowerUpExpired(powerUp.id()));
                continue;
            }
            Warrior taker = taker(powerUp);
            if (taker != null) {
                lying.remove(i);
                give(powerUp.kind(), taker, tick);
                out.event(
                        Audience.ALL,
                        new ArenaEvent.PowerUpCollected(powerUp.id(), powerUp.kind(), taker.id));
                continue;
            }
            i++;
        }
        int due = surge + (tick % numbers.everyTicks() == 0 ? 1 : 0);
        for (int left = due; left > 0 && lying.size() < numbers.lyingMax(); left--) {
            spawn(tick, out);
        }
    }

    /** Who stands on it with the lowest hp, ties by dice; null if nobody does. */
    private @Nullable Warrior taker(LyingPowerUp powerUp) {
        int lowestHp = Integer.MAX_VALUE;
        int count = 0;
        for (Warrior warrior : roster.warriors()) {
            if (warrior.hp > lowestHp
                    || warrior.hp <= 0
                    || warrior.cellX() != powerUp.cellX()
                    || warrior.cellY() != powerUp.cellY()) {
                continue;
            }
            if (warrior.hp < lowestHp) {
                lowestHp = warrior.hp;
                count = 0;
            }
            tied[count++] = warrior;
        }
        if (count == 0) {
            return null;
        }
        return count == 1 ? tied[0] : tied[ties.below(count)];
    }

    /** A second one of a kind starts the time anew; it does not add up. */
    void give(PowerUpKind kind, Warrior warrior, int tick) {
        switch (kind) {
            case RAGE -> warrior.rageUntilTick = tick + numbers.rageTicks();
            case HEAL -> warrior.heal(numbers.healHp(), hpMax);
            case SHIELD -> {
                warrior.shieldHp = numbers.shieldHp();
                warrior.shieldUntilTick = tick + numbers.shieldTicks();
            }
            case HASTE -> warrior.hasteUntilTick = tick + numbers.hasteTicks();
        }
    }

    /** One appears on a cell of the living field on which nothing lies and nobody stands. */
    private void spawn(int tick, Out out) {
        FreeCells.Cell cell = freeCells.draw(rolls);
        if (cell == null) {
            return;
        }
        PowerUpKind kind = KINDS[rolls.below(KINDS.length)];
        String id = newId();
        lying.add(new LyingPowerUp(id, kind, cell.x(), cell.y(), tick + numbers.lastTicks()));
        out.event(Audience.ALL, new ArenaEvent.PowerUpSpawned(id, kind, cell.x(), cell.y()));
    }

    /**
     * An id that no lying one has. Each try is a letter longer, so each lying one can be met once:
     * at most one try more than there are lying ones.
     */
    private String newId() {
        for (int length = ID_LENGTH; ; length++) {
            String id = ids.id(length);
            if (lying.stream().noneMatch(powerUp -> powerUp.id().equals(id))) {
                return id;
            }
        }
    }

    void write(StateWriter out) {
        out.int32(lying.size());
        for (LyingPowerUp powerUp : lying) {
            out.text(powerUp.id()).text(powerUp.kind().name());
            out.int32(powerUp.cellX()).int32(powerUp.cellY()).int32(powerUp.goneTick());
        }
    }

    void read(StateReader in) {
        int count = in.count(20);
        for (int i = 0; i < count; i++) {
            LyingPowerUp powerUp =
                    new LyingPowerUp(
                            in.text(), kind(in.text()), in.int32(), in.int32(), in.int32());
            if (!onField(powerUp.cellX()) || !onField(powerUp.cellY())) {
                throw new StateFormatException("a power-up out of bounds");
            }
            lying.add(powerUp);
        }
    }

    private boolean onField(int cell) {
        return cell >= 0 && cell < field.cells();
    }

    private static PowerUpKind kind(String name) {
        for (PowerUpKind kind : KINDS) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new StateFormatException("no such power-up");
    }
}
