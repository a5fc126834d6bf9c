package dev.atrium.game.arena;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

/**
 * One warrior. Plain mutable fields, of one room's thread: 20 of them are visited 60 times a second
 * in each room. A time that ends "until tick n" includes n.
 */
final class Warrior {
    /** Of one who lives. */
    static final int NOT_FALLEN = -1;

    final Player player;
    final int number;
    final String id;

    /** When he took his place; again with every return. */
    int enteredTick;

    int x;
    int y;
    Direction direction = Direction.STOP;
    int hp;

    /** Hp before the tick that is being made; not state between ticks. */
    int hpBeforeTick;

    int fallenTick = NOT_FALLEN;

    /** Hp before the tick at which he fell, 0 while he lives. */
    int hpBeforeFall;

    /** The first tick at which he may attack again. */
    int readyTick;

    int rageUntilTick;
    int hasteUntilTick;
    int shieldUntilTick;
    int shieldHp;

    /**
     * What the environment has not cost him yet, in parts of an hp; how many make one, it knows.
     */
    int environmentDebt;

    /** Ticks that he lived before he last took his place; only where the fallen return. */
    int livedTicks;

    int eliminations;
    int damageDealt;
    int damageTaken;

    Warrior(Player player, int number, int enteredTick, int hp) {
        this.player = player;
        this.number = number;
        this.id = player.seat + "-" + number;
        this.enteredTick = enteredTick;
        this.hp = hp;
        this.hpBeforeTick = hp;
    }

    boolean living() {
        return hp > 0;
    }

    int cellX() {
        return x >> Field.SUBUNIT_BITS;
    }

    int cellY() {
        return y >> Field.SUBUNIT_BITS;
    }

    boolean raging(int tick) {
        return tick <= rageUntilTick;
    }

    boolean hasty(int tick) {
        return tick <= hasteUntilTick;
    }

    int shield(int tick) {
        return tick <= shieldUntilTick ? shieldHp : 0;
    }

    /** Takes damage of any origin, the shield first; gives the hp that it really cost. */
    int hurt(int damage, int tick) {
        int absorbed = Math.min(shield(tick), damage);
        shieldHp -= absorbed;
        int lost = Math.min(hp, damage - absorbed);
        hp -= lost;
        damageTaken += lost;
        return lost;
    }

    void heal(int gained, int hpMax) {
        hp = Math.min(hpMax, hp + gained);
    }

    /** Takes a place as somebody new, but for what he has done so far. */
    void enter(FreeCells.Cell cell, int newHp, int tick) {
        livedTicks += survivedTicks(tick);
        enteredTick = tick;
        x = cell.middleX();
        y = cell.middleY();
        direction = Direction.STOP;
        hp = newHp;
        hpBeforeTick = newHp;
        fallenTick = NOT_FALLEN;
        hpBeforeFall = 0;
        readyTick = 0;
        rageUntilTick = 0;
        hasteUntilTick = 0;
        shieldUntilTick = 0;
        shieldHp = 0;
        environmentDebt = 0;
    }

    /** Since he last took his place. */
    int survivedTicks(int tick) {
        return (fallenTick == NOT_FALLEN ? tick : fallenTick) - enteredTick;
    }

    ArenaEvent.FinalStats finalStats(int tick) {
        return new ArenaEvent.FinalStats(
                eliminations, damageDealt, damageTaken, survivedTicks(tick));
    }

    /** What is shown of him after the step of {@code tick}: ticks left are those still to come. */
    ArenaView.WarriorView view(int tick) {
        return new ArenaView.WarriorView(
                id,
                player.seat,
                x,
                y,
                direction,
                hp,
                Math.max(0, rageUntilTick - tick),
                Math.max(0, hasteUntilTick - tick),
                shield(tick + 1),
                eliminations);
    }

    void write(StateWriter out) {
        out.int32(player.seat).int32(number).int32(enteredTick);
        out.int32(x).int32(y).text(direction.name()).int32(hp);
        out.int32(fallenTick).int32(hpBeforeFall).int32(readyTick);
        out.int32(rageUntilTick).int32(hasteUntilTick).int32(shieldUntilTick).int32(shieldHp);
        out.int32(environmentDebt).int32(eliminations).int32(damageDealt).int32(damageTaken);
    }

    /** Reads what {@link #write} wrote; the seat has been read already, to find the player. */
    static Warrior read(StateReader in, Player player) {
        Warrior warrior = new Warrior(player, in.int32(), in.int32(), 0);
        warrior.x = in.int32();
        warrior.y = in.int32();
        warrior.direction = direction(in.text());
        warrior.hp = in.int32();
        warrior.hpBeforeTick = warrior.hp;
        warrior.fallenTick = in.int32();
        warrior.hpBeforeFall = in.int32();
        warrior.readyTick = in.int32();
        warrior.rageUntilTick = in.int32();
        warrior.hasteUntilTick = in.int32();
        warrior.shieldUntilTick = in.int32();
        warrior.shieldHp = in.int32();
        warrior.environmentDebt = in.int32();
        warrior.eliminations = in.int32();
        warrior.damageDealt = in.int32();
        warrior.damageTaken = in.int32();
        return warrior;
    }

    private static Direction direction(String name) {
        for (Direction direction : Direction.values()) {
            if (direction.name().equals(name)) {
                return direction;
            }
        }
        throw new StateFormatException("no such direction");
    }
}
