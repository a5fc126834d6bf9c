package dev.atrium.game;

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
 * Holds two rooms against each other that are one swap of hidden things apart: whatever the viewer
 * is sent must be the same in both, now and, as long as the step leaves them one swap apart, after
 * the next step.
 */
final class HiddenSwap {
    private static final int VARIANTS_A_STEP = 3;

    private final GameFixture fixture;
    private final Seed seed;

    HiddenSwap(GameFixture fixture, Seed seed) {
        this.fixture = fixture;
        this.seed = seed;
    }

    /**
     * Proves it for one viewer and one step.
     *
     * @return in how many pairs the hidden things were hidden still after the step
     */
    int prove(RoomMachine room, Step next, Viewer viewer) {
        byte[] here = room.snapshot();
        Parts parts = parts(here);
        List<PlayerQuery> queries = Sent.queries(fixture, room, viewer);
        int kept = 0;
        for (int i = 0; i < VARIANTS_A_STEP; i++) {
            int variant = Math.floorMod(Arrays.hashCode(here) + i, 1_000);
            Optional<byte[]> there = parts.swapped(fixture, viewer, variant);
            if (there.isPresent() && prove(here, there.get(), next, viewer, variant, queries)) {
                kept++;
            }
        }
        return kept;
    }

    private boolean prove(
            byte[] here,
            byte[] there,
            Step next,
            Viewer viewer,
            int variant,
            List<PlayerQuery> queries) {
        RoomMachine one = RoomMachine.restore(fixture.game(), seed, here);
        RoomMachine other = RoomMachine.restore(fixture.game(), seed, there);
        String when = viewer + " is sent what he may not know, ";
        assertEquals(
                Sent.to(viewer, one, queries),
                Sent.to(viewer, other, queries),
                () -> when + "before " + next);
        Transcript toOne = new Transcript();
        Transcript toOther = new Transcript();
        Verdict verdict = ContractPlay.put(one, next, toOne);
        Verdict otherVerdict = ContractPlay.put(other, swapped(next, viewer, variant), toOther);
        byte[] after = one.snapshot();
        byte[] expected = parts(after).swapped(fixture, viewer, variant).orElse(after);
        if (!Arrays.equals(expected, other.snapshot())) {
            return false; // What was swapped had its effect by the rules: it is out.
        }
        assertEquals(toOne.toldTo(viewer), toOther.toldTo(viewer), () -> when + "by " + next);
        assertEquals(
                Sent.to(viewer, one, queries),
                Sent.to(viewer, other, queries),
                () -> when + "after " + next);
        if (isOf(viewer, next)) {
            assertEquals(verdict, otherVerdict, () -> when + "by the answer to " + next);
        }
        return true;
    }

    /** Others may speak of hidden things; he himself says the same in both rooms. */
    private Step swapped(Step step, Viewer viewer, int variant) {
        Optional<Input> input =
                isOf(viewer, step)
                        ? step.input()
                        : step.input().map(i -> fixture.swapHidden(i, viewer, variant));
        return new Step(step.index(), step.tick(), input, step.verdict(), step.hash(), step.told());
    }

    private static boolean isOf(Viewer viewer, Step step) {
        return step.input().orElse(null) instanceof Input.Command command
                && viewer.equals(Viewer.seat(command.seat()));
    }

    /** A snapshot, taken apart: the machine's part, and the game's. */
    private static final class Parts {
        private final byte[] machine;
        private final byte[] state;

        Parts(byte[] machine, byte[] state) {
            this.machine = machine;
            this.state = state;
        }

        Optional<byte[]> swapped(GameFixture fixture, Viewer viewer, int variant) {
            return fixture.swapHidden(state.clone(), viewer, variant)
                    .filter(swapped -> !Arrays.equals(swapped, state))
                    .map(swapped -> new StateWriter().raw(machine).block(swapped).toBytes());
        }
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
        Dice.restore(seed, in);
        byte[] machine = Arrays.copyOf(snapshot, snapshot.length - in.remainingBytes());
        byte[] state = in.block();
        in.expectEnd();
        return new Parts(machine, state);
    }
}
