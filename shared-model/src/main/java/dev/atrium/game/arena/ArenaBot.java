package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.game.Bot;
import dev.atrium.game.BotStrength;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Seat;
import dev.atrium.message.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A house bot of the arena. It knows its seat's views and nothing else. Its seat's {@link
 * BotStrength} says how often it thinks about a warrior, how often it errs and by which {@link
 * BotTactics} it decides; that a warrior stays on the living field, does not stand about for long
 * and gets no more commands than a person's may is the same for all.
 */
final class ArenaBot implements Bot {
    /** In so many ticks even a slow view is followed by the next; 1/4 s. */
    static final int AHEAD_TICKS = 15;

    /** As many as a bot may send at once; what is left is thought about at the next view. */
    private static final int COMMANDS_MAX = 8;

    private static final Direction[] DIRECTIONS = Direction.values();

    /** All directions but {@code STOP}, which is the last. */
    private static final int WAYS = DIRECTIONS.length - 1;

    private final int seat;
    private final Habits habits;
    private final BotTactics tactics;
    private final DiceStream thinking;
    private final DiceStream slips;
    private final DiceStream roaming;
    private final CommandBudget budget = new CommandBudget();
    private final Map<String, BotMind> minds = new TreeMap<>();
    private long lastTick = Long.MIN_VALUE / 2;
    private int first;

    /**
     * How quick and how sure it is.
     *
     * @param thinkTicksLeast from one thought about a warrior to the next, at least
     * @param thinkTicksMost and at most
     * @param slipPercent so many of a hundred thoughts end in any direction at all
     */
    private record Habits(int thinkTicksLeast, int thinkTicksMost, int slipPercent) {
        static Habits of(BotStrength strength) {
            return switch (strength) {
                case WEAK -> new Habits(30, 48, 20);
                case MEDIUM -> new Habits(10, 15, 0);
                case STRONG -> new Habits(5, 7, 0);
            };
        }
    }

    ArenaBot(Seat seat, Dice dice) {
        BotStrength strength = BotStrength.of(seat);
        this.seat = seat.index();
        this.habits = Habits.of(strength);
        this.thinking = dice.stream("thinking");
        this.slips = dice.stream("slips");
        this.roaming = dice.stream("roaming");
        this.tactics =
                switch (strength) {
                    case WEAK -> new PlainTactics(PlainTactics.Habits.CARELESS, roaming);
                    case MEDIUM -> new PlainTactics(PlainTactics.Habits.CAREFUL, roaming);
                    case STRONG -> new SharpTactics(roaming);
                };
    }

    @Override
    public List<PlayerCommand> decide(long tick, Message view) {
        List<PlayerCommand> commands = new ArrayList<>();
        if (!(view instanceof ArenaView arena) || arena.phase() == ArenaView.Phase.FINISHED) {
            return commands;
        }
        BotSight sight = new BotSight(seat, tick, arena);
        forgetFallen(sight);
        tactics.look(sight);
        int untilNext = untilNext(tick);
        int count = sight.own().size();
        // Another one is the first each time, so that a short budget is at nobody's cost.
        first = count == 0 ? 0 : (first + 1) % count;
        for (int i = 0; i < count; i++) {
            ArenaView.WarriorView own = sight.own().get((first + i) % count);
            Direction direction = keepInside(think(own, sight), own, sight, untilNext);
            if (direction != own.direction()
                    && commands.size() < COMMANDS_MAX
                    && budget.allows(tick)) {
                budget.spend(tick);
                commands.add(new MoveWarrior(own.id(), direction, Optional.empty()));
            }
        }
        return commands;
    }

    /** Ticks that a command of now stays in force at least, as far as can be told. */
    private int untilNext(long tick) {
        long since = tick - lastTick;
        lastTick = tick;
        return (int) (since > 0 && since < AHEAD_TICKS ? since + 1 : AHEAD_TICKS);
    }

    private void forgetFallen(BotSight sight) {
        if (minds.size() > sight.own().size()) {
            minds.keySet().retainAll(sight.own().stream().map(ArenaView.WarriorView::id).toList());
        }
    }

    /** Where he is to walk; where he walks already if it is not yet time to think. */
    private Direction think(ArenaView.WarriorView own, BotSight sight) {
        BotMind mind = minds.computeIfAbsent(own.id(), id -> new BotMind());
        mind.see(own, sight);
        if (sight.tick() < mind.nextTick || !budget.allowsThought(sight.tick())) {
            return own.direction();
        }
        mind.nextTick =
                sight.tick() + thinking.between(habits.thinkTicksLeast(), habits.thinkTicksMost());
        if (habits.slipPercent() > 0 && slips.chance(habits.slipPercent(), 100)) {
            return DIRECTIONS[slips.below(WAYS)];
        }
        if (mind.strolls(sight.tick())) {
            return sight.towards(own, mind.roam(own, sight, roaming));
        }
        return tactics.choose(own, sight, mind);
    }

    /** The edge is felt at every view, by a slow thinker too. */
    private static Direction keepInside(
            Direction direction, ArenaView.WarriorView own, BotSight sight, int ticks) {
        return sight.onLivingField(own.x(), own.y())
                ? sight.inside(direction, own, BotSight.way(own, ticks))
                : sight.towards(own, sight.middle());
    }
}
