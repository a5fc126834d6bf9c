package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.dice.Seed;
import dev.atrium.state.StateHash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One play of a game, written down step by step so that others can be held against it. */
final class ContractPlay {
    private final GameFixture fixture;
    private final Seed seed;
    private final List<Step> steps;
    private final List<Transcript.Told> told;
    private final Optional<Standings> standings;

    private ContractPlay(
            GameFixture fixture,
            Seed seed,
            List<Step> steps,
            List<Transcript.Told> told,
            Optional<Standings> standings) {
        this.fixture = fixture;
        this.seed = seed;
        this.steps = steps;
        this.told = told;
        this.standings = standings;
    }

    /**
     * An input, or a tick that passed.
     *
     * @param index its place among the play's steps, from 0
     * @param tick at which the room is after it
     * @param input none if a tick passed
     * @param verdict accepted if a tick passed
     * @param snapshot the room's after it
     * @param told how much had been told after it
     */
    record Step(
            int index,
            long tick,
            Optional<Input> input,
            Verdict verdict,
            CanonicalBytes snapshot,
            int told) {
        boolean accepted() {
            return verdict instanceof Verdict.Accepted;
        }

        @Override
        public String toString() {
            return "at tick " + tick + ": " + (input.isPresent() ? input.get() : "the tick passed");
        }
    }

    /** Something done to a room between the steps of a play, which should change nothing. */
    interface Twist {
        /** Nothing done. */
        Twist NONE = (room, next, transcript) -> room;

        /**
         * Called before each step.
         *
         * @return the room to go on with
         */
        RoomMachine before(RoomMachine room, Step next, Transcript transcript);
    }

    /** Plays with what a seed makes up. */
    static ContractPlay record(GameFixture fixture, long number) {
        Seed seed = seed("play " + number);
        InputSource source = new InputSource(fixture, number);
        RoomMachine room = open(fixture, seed);
        Transcript transcript = new Transcript();
        List<Step> steps = new ArrayList<>();
        while (!room.finished() && room.tick() < fixture.ticksMax()) {
            for (Input input : source.next(room)) {
                Verdict verdict = room.apply(input, transcript);
                source.heard(input, verdict);
                steps.add(step(steps.size(), room, Optional.of(input), verdict, transcript));
            }
            room.advanceTo(room.tick() + (room.finished() ? 0 : 1), transcript);
            steps.add(step(steps.size(), room, Optional.empty(), Verdict.ACCEPTED, transcript));
        }
        return new ContractPlay(fixture, seed, steps, transcript.all(), room.standings());
    }

    private static Step step(
            int index,
            RoomMachine room,
            Optional<Input> input,
            Verdict verdict,
            Transcript transcript) {
        return new Step(
                index, room.tick(), input, verdict, CanonicalBytes.of(room), transcript.size());
    }

    /** A seed for one purpose. */
    static Seed seed(String purpose) {
        return Seed.of(StateHash.of(purpose.getBytes(StandardCharsets.UTF_8)).toBytes());
    }

    Seed seed() {
        return seed;
    }

    List<Step> steps() {
        return steps;
    }

    List<Transcript.Told> told() {
        return told;
    }

    Optional<Standings> standings() {
        return standings;
    }

    /** The room before the first step. */
    RoomMachine open() {
        return open(fixture, seed);
    }

    private static RoomMachine open(GameFixture fixture, Seed seed) {
        return RoomMachine.open(fixture.game(), seed, fixture.seats(), fixture.options());
    }

    /** The room from its snapshot. */
    RoomMachine restored(RoomMachine room) {
        return RoomMachine.restore(fixture.game(), seed, room.snapshot());
    }

    /** What seems to have happened to a room that is put through one step. */
    static Verdict put(RoomMachine room, Step step, Transcript transcript) {
        if (step.input().isPresent()) {
            return room.apply(step.input().get(), transcript);
        }
        room.advanceTo(step.tick(), transcript);
        return Verdict.ACCEPTED;
    }

    /** Plays all of it again, refused inputs too, and expects the same at every step. */
    RoomMachine follow(Twist twist) {
        return follow(twist, true);
    }

    /** Plays again what was accepted, and expects the same at every step. */
    RoomMachine followAccepted(Twist twist) {
        return follow(twist, false);
    }

    private RoomMachine follow(Twist twist, boolean refusedToo) {
        RoomMachine room = open();
        Transcript transcript = new Transcript();
        for (Step step : steps) {
            room = twist.before(room, step, transcript);
            if (refusedToo || step.accepted()) {
                assertEquals(step.verdict(), put(room, step, transcript), step::toString);
            }
            assertEquals(step.snapshot(), CanonicalBytes.of(room), step::toString);
            assertEquals(step.told(), transcript.size(), () -> "told more or less " + step);
        }
        assertEquals(told, transcript.all(), "what was told");
        assertEquals(standings, room.standings(), "the standings");
        return room;
    }
}
