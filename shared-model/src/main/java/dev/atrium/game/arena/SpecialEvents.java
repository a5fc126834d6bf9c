package dev.atrium.game.arena;

import dev.atrium.dice.DiceStream;
import dev.atrium.game.Audience;
import dev.atrium.game.Out;
import dev.atrium.message.Deadline;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** What comes over everybody now and then, by dice. Where nothing ever does, it is no state. */
final class SpecialEvents {
    private static final SpecialEventKind[] KINDS = SpecialEventKind.values();

    private final ArenaMode.SpecialEvents numbers;
    private final DiceStream rolls;

    /** The last one that lasts, whether it is over or not; null before the first. */
    private @Nullable SpecialEventKind lasting;

    /** The first tick without it. */
    private int overTick;

    private boolean surge;

    SpecialEvents(ArenaMode.SpecialEvents numbers, DiceStream rolls) {
        this.numbers = numbers;
        this.rolls = rolls;
    }

    /** Before anything else of a tick: whether something comes now, and what. */
    void step(int tick, Out out) {
        surge = false;
        if (numbers.everyTicks() == 0 || tick % numbers.everyTicks() != 0) {
            return;
        }
        if (rolls.chance(numbers.percent(), 100)) {
            begin(KINDS[rolls.below(KINDS.length)], tick, out);
        }
    }

    void begin(SpecialEventKind kind, int tick, Out out) {
        int ticks =
                switch (kind) {
                    case POWER_SURGE -> 0;
                    case BLOOD_MOON -> numbers.bloodMoonTicks();
                    case SANCTUARY -> numbers.sanctuaryTicks();
                };
        surge = kind == SpecialEventKind.POWER_SURGE;
        if (!surge) {
            lasting = kind;
            overTick = tick + ticks;
        }
        out.event(Audience.ALL, new ArenaEvent.SpecialEvent(kind, ticks));
    }

    /** How many power-ups appear at this tick beside the usual one. */
    int surgePowerUps() {
        return surge ? numbers.surgePowerUps() : 0;
    }

    /** What all damage is multiplied by; null for none. */
    ArenaMode.@Nullable Fraction damage(int tick) {
        return lasts(SpecialEventKind.BLOOD_MOON, tick) ? numbers.bloodMoon() : null;
    }

    boolean sanctuary(int tick) {
        return lasts(SpecialEventKind.SANCTUARY, tick);
    }

    private boolean lasts(SpecialEventKind kind, int tick) {
        return lasting == kind && tick < overTick;
    }

    /** What is on after the step of {@code tick}. */
    Optional<ArenaView.SpecialView> view(int tick) {
        SpecialEventKind kind = lasting;
        return kind == null || tick + 1 >= overTick
                ? Optional.empty()
                : Optional.of(new ArenaView.SpecialView(kind, new Deadline(overTick)));
    }

    void write(StateWriter out) {
        if (numbers.everyTicks() > 0) {
            out.text(lasting == null ? "" : lasting.name()).int32(overTick);
        }
    }

    void read(StateReader in) {
        if (numbers.everyTicks() > 0) {
            lasting = kind(in.text());
            overTick = in.int32();
        }
    }

    private static @Nullable SpecialEventKind kind(String name) {
        if (name.isEmpty()) {
            return null;
        }
        for (SpecialEventKind kind : KINDS) {
            if (kind != SpecialEventKind.POWER_SURGE && kind.name().equals(name)) {
                return kind;
            }
        }
        throw new StateFormatException("no such special event");
    }
}
