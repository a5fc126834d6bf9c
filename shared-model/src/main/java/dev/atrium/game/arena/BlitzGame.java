package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.game.Bot;
import dev.atrium.game.CompactForm;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Opening;
import dev.atrium.game.Simulation;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;

import java.util.List;
import java.util.Optional;

/**
 * The game {@code arena.blitz}: 2 to 20 players, at most 20 warriors, 90 seconds.
 *
 * <p>A seat's option {@code warriors} says how many it enters, 1 to 3, 1 if left out. The room has
 * no options. Commands: {@link MoveWarrior}, refused with {@code unknown-warrior}, {@code
 * not-owner} or {@code warrior-fallen}. Nobody joins late ({@code no-late-entry}); no operator act
 * is known ({@code unknown-act}). Standings end with {@code last-standing}, {@code time} or {@code
 * all-fallen} and carry {@code eliminations}, {@code damageDealt}, {@code damageTaken}, {@code
 * survivedTicks} (each summed over a player's warriors) and {@code bestHp}.
 *
 * <p>Who leaves is like who is gone, for good: his warriors stop and fight on. Who forfeits loses
 * them at once, to nobody, and ranks behind all who did not.
 */
public final class BlitzGame implements Game {
    private static final Vocabulary VOCABULARY = Vocabulary.of(List.of(MoveWarrior.class));

    private final ArenaMode mode;
    private final GameInfo info;
    private final ArenaCompactForm compact;

    /** Blitz as it is played. */
    public BlitzGame() {
        this(ArenaMode.BLITZ);
    }

    /** With other numbers. */
    BlitzGame(ArenaMode mode) {
        this.mode = mode;
        this.compact = new ArenaCompactForm(mode);
        this.info =
                new GameInfo(
                        mode.id(),
                        mode.rulesVersion(),
                        mode.entry().seatsMin(),
                        mode.entry().seatsMax(),
                        mode.time().ticksPerSecond(),
                        mode.time().viewsPerSecond(),
                        GameInfo.Durability.RELAXED,
                        GameInfo.CommandTiming.AT_TICK,
                        GameInfo.AfterGap.PAUSE,
                        GameInfo.ViewScope.SHARED);
    }

    @Override
    public GameInfo info() {
        return info;
    }

    @Override
    public Vocabulary vocabulary() {
        return VOCABULARY;
    }

    @Override
    public Simulation open(Opening opening) {
        return ArenaSimulation.open(mode, opening);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return ArenaSimulation.restore(mode, state, dice);
    }

    @Override
    public Optional<Bot> bot(int seat, Dice dice) {
        return Optional.of(new ArenaBot(seat, dice));
    }

    @Override
    public Optional<CompactForm> compactForm() {
        return Optional.of(compact);
    }
}
