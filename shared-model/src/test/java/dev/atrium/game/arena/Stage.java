package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.game.Audience;
import dev.atrium.game.BotStrength;
import dev.atrium.game.Destination;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateWriter;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A simulation whose warriors a test may put where it likes, and what it has told. */
final class Stage {
    final ArenaSimulation simulation;
    final List<Message> events = new ArrayList<>();
    private final Dice dice;
    private int tick;

    private final Out out =
            new Out() {
                @Override
                public void event(Audience audience, Message event) {
                    if (!audience.includes(Viewer.WATCHER)) {
                        throw new AssertionError("an arena tells everything to everybody");
                    }
                    events.add(event);
                }

                @Override
                public void effect(Destination destination, Message message) {
                    throw new AssertionError("an arena wants nothing of the outside");
                }

                @Override
                public void unseat(int seat) {
                    throw new AssertionError("an arena takes nobody's seat");
                }
            };

    private Stage(ArenaMode mode, long seed, int... warriors) {
        this.dice = Dice.of(seed(seed));
        this.simulation =
                ArenaSimulation.open(mode, new Opening(seats(warriors), new TreeMap<>(), dice));
    }

    private Stage(ArenaMode mode, List<Seat> seats) {
        this.dice = Dice.of(seed(1));
        this.simulation = ArenaSimulation.open(mode, new Opening(seats, new TreeMap<>(), dice));
    }

    /** Blitz, one seat for each number, which says how many warriors it enters. */
    static Stage of(int... warriors) {
        return new Stage(ArenaMode.BLITZ, 1, warriors);
    }

    static Stage withSeed(long seed, int... warriors) {
        return new Stage(ArenaMode.BLITZ, seed, warriors);
    }

    static Stage with(ArenaMode mode, int... warriors) {
        return new Stage(mode, 1, warriors);
    }

    static Stage seeded(ArenaMode mode, long seed, int... warriors) {
        return new Stage(mode, seed, warriors);
    }

    /** That mode with these seats. */
    static Stage with(ArenaMode mode, List<Seat> seats) {
        return new Stage(mode, seats);
    }

    /** People, one warrior each. */
    static List<Seat> people(int count) {
        List<Seat> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(person(i));
        }
        return people;
    }

    /** Somebody with one warrior at that seat. */
    static Seat person(int seat) {
        return new Seat(seat, "person-" + seat, "Person " + seat, "owl", false, new TreeMap<>());
    }

    /** Somebody with so many warriors at that seat. */
    static Seat person(int seat, int warriors) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put(Roster.WARRIORS_OPTION, Integer.toString(warriors));
        return new Seat(seat, "person-" + seat, "Person " + seat, "owl", false, options);
    }

    /** A house bot with one warrior at that seat. */
    static Seat bot(int seat) {
        return new Seat(seat, "bot-" + seat, "Bot " + seat, "owl", true, new TreeMap<>());
    }

    static Seed seed(long number) {
        return Seed.of(ByteBuffer.allocate(Seed.BYTES).putLong(number).array());
    }

    /** A house bot of that strength. */
    static Seat bot(int seat, BotStrength strength, int warriors) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put(Roster.WARRIORS_OPTION, Integer.toString(warriors));
        options.put(BotStrength.OPTION, strength.word());
        return new Seat(seat, "bot-" + seat, "Bot " + seat, "owl", true, options);
    }

    static List<Seat> seats(int... warriors) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < warriors.length; i++) {
            TreeMap<String, String> options = new TreeMap<>();
            options.put("warriors", Integer.toString(warriors[i]));
            seats.add(new Seat(i, "player-" + i, "Player " + i, "fox", true, options));
        }
        return seats;
    }

    /** The warrior at that index, in the order of seats. */
    Warrior warrior(int index) {
        return simulation.roster().warriors()[index];
    }

    /** Puts a warrior into the middle of a cell. */
    Warrior put(int index, int cellX, int cellY) {
        Warrior warrior = warrior(index);
        warrior.x = cellX * Field.SUBUNITS + Field.SUBUNITS / 2;
        warrior.y = cellY * Field.SUBUNITS + Field.SUBUNITS / 2;
        return warrior;
    }

    /** Makes the next step. */
    void step() {
        stepAt(tick + 1);
    }

    /** Makes the step of that tick, and none of those before it. */
    void stepAt(int at) {
        tick = at;
        simulation.step(tick, out);
    }

    /** Makes every step up to and with that tick. */
    void stepTo(int last) {
        while (tick < last && simulation.standings().isEmpty()) {
            step();
        }
    }

    Verdict apply(Input.ToGame input) {
        return simulation.apply(tick, input, out);
    }

    Verdict move(int seat, String warriorId, Direction direction) {
        return apply(
                new Input.Command(
                        seat, 1, new MoveWarrior(warriorId, direction, Optional.empty())));
    }

    /** Something comes over everybody, as if it had come before the last step. */
    void special(SpecialEventKind kind) {
        simulation.special().begin(kind, tick, out);
    }

    ArenaView view() {
        return (ArenaView) simulation.view(Viewer.WATCHER);
    }

    StateHash hash() {
        StateWriter state = new StateWriter();
        simulation.write(state);
        dice.write(state);
        return StateHash.of(state.toBytes());
    }

    <T extends Message> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
