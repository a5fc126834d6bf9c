package dev.atrium.wire;

import java.util.Arrays;

/**
 * Per seat the last input that was applied and the last that is stored. Seats rise; durable never
 * exceeds applied.
 */
public final class Acknowledgements {
    private final int[] seats;
    private final long[] applied;
    private final long[] durable;

    /** Three arrays of the same length, which this keeps. */
    public Acknowledgements(int[] seats, long[] applied, long[] durable) {
        if (seats.length != applied.length || seats.length != durable.length) {
            throw new IllegalArgumentException("one number each for every seat");
        }
        for (int i = 0; i < seats.length; i++) {
            boolean rises = i == 0 || seats[i] > seats[i - 1];
            if (durable[i] < 0 || durable[i] > applied[i] || !rises) {
                throw new IllegalArgumentException(
                        "seat %d: 0 <= %d <= %d".formatted(seats[i], durable[i], applied[i]));
            }
        }
        this.seats = seats;
        this.applied = applied;
        this.durable = durable;
    }

    /** How many seats there are. */
    public int size() {
        return seats.length;
    }

    /** The seat at that place of the list. */
    public int seat(int index) {
        return seats[index];
    }

    /** The last input of that seat that was applied, 0 before the first. */
    public long applied(int index) {
        return applied[index];
    }

    /** The last input of that seat that is stored, 0 before the first. */
    public long durable(int index) {
        return durable[index];
    }

    boolean sameSeats(Acknowledgements other) {
        return Arrays.equals(seats, other.seats);
    }

    /** Whether both only rose since. */
    boolean follows(Acknowledgements before) {
        if (!sameSeats(before)) {
            return false;
        }
        for (int i = 0; i < seats.length; i++) {
            if (applied[i] < before.applied[i] || durable[i] < before.durable[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Acknowledgements that
                && Arrays.equals(seats, that.seats)
                && Arrays.equals(applied, that.applied)
                && Arrays.equals(durable, that.durable);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(applied);
    }

    @Override
    public String toString() {
        return "seats %s applied %s durable %s"
                .formatted(
                        Arrays.toString(seats), Arrays.toString(applied), Arrays.toString(durable));
    }
}
