package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.dice.Seed;
import dev.atrium.game.Audience;
import dev.atrium.game.Bot;
import dev.atrium.game.Effect;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A match in a room, Blitz if nothing else is said, played by house bots, and its journal. All of
 * them decide by one view, as with a host; they see every third tick if nothing else is said.
 */
final class BotMatch {
    /** 20 views a second of 60 ticks. */
    private static final int VIEW_TICKS = 3;

    /** 10 decisions a second, as a host asks its bots. */
    static final int HOST_TICKS = 6;

    final RoomMachine room;
    final List<Entry> journal = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    private final TreeMap<Integer, Bot> bots = new TreeMap<>();
    private final Seed seed;
    private final long[] sequences;
    private final int viewTicks;

    /** An input and the tick at which it was applied. */
    record Entry(long tick, Input input) {}

    /** An event and the tick at which it was told. */
    record Told(long tick, Message event) {}

    final Emissions emissions =
            new Emissions() {
                @Override
                public void event(long tick, Audience audience, Message event) {
                    told.add(new Told(tick, event));
                }

                @Override
                public void effect(long tick, Effect effect) {
                    throw new AssertionError("an arena has no effects");
                }
            };

    BotMatch(long seed, int... warriors) {
        this(new BlitzGame(), seed, Stage.seats(warriors));
    }

    /** Another game; bots play the seats of people, too. */
    BotMatch(Game game, long seed, List<Seat> seats) {
        this(game, seed, seats, VIEW_TICKS);
    }

    /** Bots that decide every so many ticks. */
    BotMatch(Game game, long seed, List<Seat> seats, int viewTicks) {
        this.viewTicks = viewTicks;
        this.seed = Stage.seed(seed);
        this.room = RoomMachine.open(game, this.seed, seats, new TreeMap<>());
        this.sequences = new long[game.info().seatsMax()];
        for (Seat seat : seats) {
            sitDown(seat);
        }
    }

    private void sitDown(Seat seat) {
        Dice dice = Dice.of(seed.derive("bot/" + seat.index()));
        bots.put(seat.index(), room.game().bot(seat, dice).orElseThrow());
        sequences[seat.index()] = 0;
    }

    /** Somebody takes a seat, and is played by a bot if he is let in. */
    Verdict join(Seat seat) {
        Verdict verdict = apply(new Input.Joined(seat));
        if (verdict instanceof Verdict.Accepted) {
            sitDown(seat);
        }
        return verdict;
    }

    /** Seats and warriors by a number: 2 to 20 seats, at most 20 warriors. */
    static BotMatch drawn(long seed) {
        DiceStream shape = Dice.of(Stage.seed(seed)).stream("shape");
        int[] warriors = new int[shape.between(2, 20)];
        int left = 20 - warriors.length;
        for (int i = 0; i < warriors.length; i++) {
            int more = Math.min(left, shape.below(3));
            warriors[i] = 1 + more;
            left -= more;
        }
        return new BotMatch(seed, warriors);
    }

    /** Lets the bots see and command if a view is due, then makes one tick. */
    void tick() {
        if (room.tick() % viewTicks == 0) {
            Message view = room.view(Viewer.WATCHER);
            bots.forEach((seat, bot) -> drive(seat, bot, view));
        }
        room.advanceTo(room.tick() + 1, emissions);
    }

    /** A command without sense, perhaps for another's warrior or for nobody, then one tick. */
    Verdict tickAtRandom(DiceStream dice) {
        int seat = dice.below(bots.size());
        int owner = dice.chance(3, 4) ? seat : dice.below(bots.size());
        Direction direction = Direction.of(dice.between(-1, 1), dice.between(-1, 1));
        MoveWarrior move =
                new MoveWarrior(owner + "-" + dice.below(3), direction, Optional.empty());
        Verdict verdict = apply(new Input.Command(seat, ++sequences[seat], move));
        room.advanceTo(room.tick() + 1, emissions);
        return verdict;
    }

    private void drive(int seat, Bot bot, Message view) {
        for (PlayerCommand command : bot.decide(room.tick(), view)) {
            apply(new Input.Command(seat, ++sequences[seat], command));
        }
    }

    /** From now on no bot commands anybody. */
    void sendBotsAway() {
        bots.clear();
    }

    /** A seat commands a warrior, its own or not. */
    Verdict move(int seat, String warriorId, Direction direction) {
        MoveWarrior move = new MoveWarrior(warriorId, direction, Optional.empty());
        return apply(new Input.Command(seat, ++sequences[seat], move));
    }

    Verdict apply(Input input) {
        Verdict verdict = room.apply(input, emissions);
        if (verdict instanceof Verdict.Accepted) {
            journal.add(new Entry(room.tick(), input));
        }
        return verdict;
    }

    BotMatch playToTheEnd() {
        while (!room.finished()) {
            tick();
        }
        return this;
    }

    ArenaView view() {
        return (ArenaView) room.view(Viewer.WATCHER);
    }
}
