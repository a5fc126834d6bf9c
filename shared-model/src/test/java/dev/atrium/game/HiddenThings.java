package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.dice.Seed;
import dev.atrium.game.ContractPlay.Step;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

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
        SnapshotParts parts = parts(here);
        Side one = null;
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
            if (one == null) {
                one = new Side(RoomMachine.restore(fixture.game(), seed, here), next);
            }
            byte[] there = parts.with(swapped.get());
            RoomMachine other = RoomMachine.restore(fixture.game(), seed, there);
            same += prove(one, new Side(other, swapped(next, variant), one.queries), next) ? 1 : 0;
        }
        return same;
    }

    /** The other room has dice that will fall otherwise. */
    void proveByDice(RoomMachine room, Step next) {
        byte[] here = room.snapshot();
        Side one = new Side(RoomMachine.restore(fixture.game(), seed, here), next);
        RoomMachine other = RoomMachine.restore(fixture.game(), OTHER_DICE, here);
        prove(one, new Side(other, next, one.queries), next);
    }

    private boolean prove(Side one, Side other, Step next) {
        String when = viewer + " is sent what he may not know, ";
        assertEquals(one.before, other.before, () -> when + "before " + next);
        if (!Arrays.equals(one.known, other.known)) {
            return false; // The step told him by the rules, or had an effect that he may see.
        }
        assertEquals(one.told, other.told, () -> when + "by " + next);
        assertEquals(one.after(), other.after(), () -> when + "after " + next);
        if (isHis(next)) {
            assertEquals(one.verdict, other.verdict, () -> when + "by the answer to " + next);
        }
        return true;
    }

    /** A room that is put through a step, and what the viewer gets of it. */
    private final class Side {
        private final RoomMachine room;
        private final List<PlayerQuery> queries;
        private final List<Object> before;
        private final Verdict verdict;
        private final List<Transcript.Told> told;
        private final byte[] known;
        private @Nullable List<Object> after;

        Side(RoomMachine room, Step step) {
            this(room, step, Sent.queries(fixture, room, viewer));
        }

        Side(RoomMachine room, Step step, List<PlayerQuery> queries) {
            this.room = room;
            this.queries = queries;
            this.before = Sent.to(viewer, room, queries);
            Transcript transcript = new Transcript();
            this.verdict = ContractPlay.put(room, step, transcript);
            this.told = transcript.toldTo(viewer);
            this.known = known(room);
        }

        /** Looked at only where it matters. */
        List<Object> after() {
            if (after == null) {
                after = Sent.to(viewer, room, queries);
            }
            return after;
        }
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
        SnapshotParts parts = parts(room.snapshot());
        return new StateWriter()
                .raw(parts.machine())
                .raw(fixture.knownTo(parts.state().clone(), viewer))
                .toBytes();
    }

    private SnapshotParts parts(byte[] snapshot) {
        return SnapshotParts.of(snapshot, seed, fixture.game().vocabulary());
    }
}
