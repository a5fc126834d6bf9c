package dev.atrium.scaling.sim;

import dev.atrium.scaling.sim.LoadTrace.Stretch;

/**
 * A host of the simulator: its players by the step at whose end they leave. Bounded by its places
 * and by how long one may stay. For one thread.
 */
final class SimulatedHost {
    /** How long the one stays who stays longest, in steps, and one more. */
    private static final int RING =
            Stretch.STAY_SECONDS_MAX * 3 / 2 / ScalingSimulation.STEP_SECONDS + 2;

    private final int places;
    private final long readyAtSeconds;
    private final int[] leaving = new int[RING];
    private int players;
    private long drainUntilSeconds;
    private boolean draining;

    SimulatedHost(int places, long readyAtSeconds) {
        this.places = places;
        this.readyAtSeconds = readyAtSeconds;
    }

    int players() {
        return players;
    }

    int free() {
        return places - players;
    }

    boolean isStarting(long atSeconds) {
        return atSeconds < readyAtSeconds;
    }

    boolean isDraining() {
        return draining;
    }

    /** Takes rooms. */
    boolean isRunning(long atSeconds) {
        return !draining && !isStarting(atSeconds);
    }

    /** Whether its rooms are to be handed on. */
    boolean isToHandOn(long atSeconds) {
        return draining && atSeconds >= drainUntilSeconds;
    }

    void drain(long untilSeconds) {
        draining = true;
        drainUntilSeconds = untilSeconds;
    }

    /** One who leaves that many steps from now, 1 or more. */
    void enter(long step, int steps) {
        leaving[Math.floorMod(step + steps, RING)]++;
        players++;
    }

    /** Ends a step: whose time has come leaves. */
    int leave(long step) {
        int slot = Math.floorMod(step, RING);
        int left = leaving[slot];
        leaving[slot] = 0;
        players -= left;
        return left;
    }

    /** Hands on players, as many as the other has places for; they stay as long as they would. */
    void handOnTo(SimulatedHost other) {
        for (int slot = 0; slot < RING && players > 0 && other.free() > 0; slot++) {
            int moved = Math.min(leaving[slot], other.free());
            leaving[slot] -= moved;
            players -= moved;
            other.leaving[slot] += moved;
            other.players += moved;
        }
    }
}
