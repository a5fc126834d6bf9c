package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.game.ContractPlay.Step;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Holds two rooms against each other that differ only in what a viewer may not know: whatever he is
 * sent must be the same in both, now and, as long as the next step tells him nothing by the rules,
 * after it.
 */
final class HiddenThings {
    private static final int SWAPS_A_STEP = 3;
    private static final Seed OTHER_DICE = ContractPlay.seed("other dice");

    private final GameFixture fixture;
    private final Seed seed;
    private final Viewer viewer;

    HiddenThings(GameFixture fixture, Seed seed, Viewer viewer) {
        this.fixture = fixture;
        this.seed = seed;
        this.viewer = viewer;
    }

    /**
     * The other room has hidden things swapped.
     *
     * @return in how many pairs the viewer could know no difference after the step either
     */
    int proveBySwaps(RoomMachine room, Step next) {
        byte[] here = room.snapshot();
        Parts parts = parts(here);
        int same = 0;
        for (int i = 0; i < SWAPS_A_STEP; i++) {
            int variant = Math.floorMod(Arrays.hashCode(here) + i, 1_000);
            Optional<byte[]> swapped =
                    fixture.swapHidden(parts.state().clone(), viewer, variant)
                            .filter(state -> !Arrays.equals(state, parts.state()));
            if (swapped.isEmpty()) {
                continue;
            }
            assertArrayEquals(
                    fixture.knownTo(parts.state().clone(), viewer),
                    fixture.knownTo(swapped.get().clone(), viewer),
                    () -> "the fixture swaps what " + viewer + " may know, before " + next);
            byte[] there = parts.with(swapped.get());
            RoomMachine one = RoomMachine.restore(fixture.game(), seed, here);
            RoomMachine other = RoomMachine.restore(fixture.game(), seed, there);
            same += prove(one, next, other, swapped(next, variant)) ? 1 : 0;
        }
        return same;
    }

    /** The other room has dice that will fall otherwise. */
    void proveByDice(RoomMachine room, Step next) {
        byte[] here = room.snapshot();
        RoomMachine one = RoomMachine.restore(fixture.game(), seed, here);
        RoomMachine other = RoomMachine.restore(fixture.game(), OTHER_DICE, here);
        prove(one, next, other, next);
    }

    private boolean prove(RoomMachine one, Step next, RoomMachine other, Step otherNext) {
        List<PlayerQuery> queries = Sent.queries(fixture, one, viewer);
        String when = viewer + " is sent what he may not know, ";
        assertEquals(
                Sent.to(viewer, one, queries),
                Sent.to(viewer, other, queries),
                () -> when + "before " + next);
        Transcript toOne = new Transcript();
        Transcript toOther = new Transcript();
        Verdict verdict = ContractPlay.put(one, next, toOne);
        Verdict otherVerdict = ContractPlay.put(other, otherNext, toOther);
        if (!Arrays.equals(known(one), known(other))) {
            return false; // The step told him by the rules, or had an effect that he may see.
        }
        assertEquals(toOne.toldTo(viewer), toOther.toldTo(viewer), () -> when + "by " + next);
        assertEquals(
                Sent.to(viewer, one, queries),
                Sent.to(viewer, other, queries),
                () -> when + "after " + next);
        if (isHis(next)) {
            assertEquals(verdict, otherVerdict, () -> when + "by the answer to " + next);
        }
        return true;
    }

    /** Others may speak of hidden things; he himself says the same in both rooms. */
    private Step swapped(Step step, int variant) {
        Optional<Input> input =
                isHis(step)
                        ? step.input()
                        : step.input().map(i -> fixture.swapHidden(i, viewer, variant));
        return new Step(
                step.index(), step.tick(), input, step.verdict(), step.snapshot(), step.told());
    }

    private boolean isHis(Step step) {
        return step.input().orElse(null) instanceof Input.Command command
                && viewer.equals(Viewer.seat(command.seat()));
    }

    /** All that he may know of a room: seats, mail and time, no dice, and his part of the state. */
    private byte[] known(RoomMachine room) {
        Parts parts = parts(room.snapshot());
        return new StateWriter()
                .raw(parts.machine())
                .raw(fixture.knownTo(parts.state().clone(), viewer))
                .toBytes();
    }

    private Parts parts(byte[] snapshot) {
        StateReader in = new StateReader(snapshot);
        in.int32();
        in.uint8();
        in.text();
        in.int32();
        in.int64();
        new SeatTable().read(in);
        new Mail().read(in, fixture.game().vocabulary());
        int diceAt = snapshot.length - in.remainingBytes();
        Dice.restore(seed, in);
        int stateAt = snapshot.length - in.remainingBytes();
        byte[] state = in.block();
        in.expectEnd();
        return new Parts(snapshot, diceAt, stateAt, state);
    }

    /** A snapshot, taken apart. */
    private static final class Parts {
        private final byte[] snapshot;
        private final int diceAt;
        private final int stateAt;
        private final byte[] state;

        Parts(byte[] snapshot, int diceAt, int stateAt, byte[] state) {
            this.snapshot = snapshot;
            this.diceAt = diceAt;
            this.stateAt = stateAt;
            this.state = state;
        }

        byte[] machine() {
            return Arrays.copyOf(snapshot, diceAt);
        }

        byte[] state() {
            return state;
        }

        byte[] with(byte[] otherState) {
            byte[] before = Arrays.copyOf(snapshot, stateAt);
            return new StateWriter().raw(before).block(otherState).toBytes();
        }
    }
}
