package dev.atrium.game;

import dev.atrium.dice.Dice;
import dev.atrium.dice.Seed;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Arrays;

/** A room's snapshot, taken apart: the machine's own, the dice, and the state of the rules. */
public final class SnapshotParts {
    private final byte[] snapshot;
    private final int diceAt;
    private final int stateAt;
    private final byte[] state;

    private SnapshotParts(byte[] snapshot, int diceAt, int stateAt, byte[] state) {
        this.snapshot = snapshot;
        this.diceAt = diceAt;
        this.stateAt = stateAt;
        this.state = state;
    }

    /** Takes a snapshot apart that a machine has written. */
    public static SnapshotParts of(byte[] snapshot, Seed seed, Vocabulary vocabulary) {
        StateReader in = new StateReader(snapshot);
        in.int32();
        in.uint8();
        in.text();
        in.int32();
        in.int64();
        new SeatTable().read(in);
        new Mail().read(in, vocabulary);
        int diceAt = snapshot.length - in.remainingBytes();
        Dice.restore(seed, in);
        int stateAt = snapshot.length - in.remainingBytes();
        byte[] state = in.block();
        in.expectEnd();
        return new SnapshotParts(snapshot, diceAt, stateAt, state);
    }

    /** All before the dice: game, tick, seats and mail. */
    byte[] machine() {
        return Arrays.copyOf(snapshot, diceAt);
    }

    /** What {@link Simulation#write} wrote; not a copy. */
    public byte[] state() {
        return state;
    }

    /** The snapshot with another state of the rules. */
    byte[] with(byte[] otherState) {
        byte[] before = Arrays.copyOf(snapshot, stateAt);
        return new StateWriter().raw(before).block(otherState).toBytes();
    }
}
