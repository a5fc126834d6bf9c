package dev.atrium.localstack.benchmark;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Viewer;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.game.arena.PracticeGame;
import dev.atrium.message.Message;
import dev.atrium.wire.Acknowledgements;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.ServerMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A practice room of 20 people who send ten inputs a second each, as a host would run it. */
final class ArenaRoom {
    static final int SEATS = 20;
    static final int TICKS_A_VIEW = 3;
    private static final int TICKS_AN_INPUT = 6;
    private static final int INPUTS_A_COURSE = 10;
    private static final Direction[] ALL = Direction.values();

    final PracticeGame game = new PracticeGame();
    private final Random random = new Random(1);
    private final Direction[] directions = new Direction[SEATS];
    private final long[] sequences = new long[SEATS];
    private final RoomMachine machine;
    private long views;

    ArenaRoom() {
        List<Seat> seats =
                IntStream.range(0, SEATS)
                        .mapToObj(i -> new Seat(i, "p" + i, "P" + i, "fox", false, new TreeMap<>()))
                        .toList();
        machine = RoomMachine.open(game, Seed.of(new byte[Seed.BYTES]), seats, new TreeMap<>());
    }

    /** The inputs of a tick, each seat in its turn. */
    List<Input.Command> inputs() {
        List<Input.Command> inputs = new ArrayList<>();
        for (int seat = 0; seat < SEATS; seat++) {
            if ((machine.tick() + seat) % TICKS_AN_INPUT == 0) {
                if (sequences[seat] % INPUTS_A_COURSE == 0) {
                    directions[seat] = ALL[random.nextInt(ALL.length)];
                }
                MoveWarrior move = new MoveWarrior(seat + "-0", directions[seat], Optional.empty());
                inputs.add(new Input.Command(seat, ++sequences[seat], move));
            }
        }
        return inputs;
    }

    /** One tick with its inputs. */
    long step() {
        for (Input.Command input : inputs()) {
            machine.apply(input, Emissions.NONE);
        }
        machine.advanceTo(machine.tick() + 1, Emissions.NONE);
        return machine.tick();
    }

    RoomMachine machine() {
        return machine;
    }

    Message view() {
        return machine.view(Viewer.seat(0));
    }

    /** Three ticks on, and what is shown then. */
    CompactView nextView() {
        for (int i = 0; i < TICKS_A_VIEW; i++) {
            step();
        }
        int[] seats = IntStream.range(0, SEATS).toArray();
        long[] applied = new long[SEATS];
        for (int seat = 0; seat < SEATS; seat++) {
            applied[seat] = machine.lastSequence(seat);
        }
        long[] durable = applied.clone();
        return new CompactView(
                new ServerMessage.Position("room", 1, ++views, machine.tick()),
                1_795_151_100_000L,
                new Acknowledgements(seats, applied, durable),
                List.of(),
                view());
    }
}
