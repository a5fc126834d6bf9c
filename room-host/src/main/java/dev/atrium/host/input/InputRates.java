package dev.atrium.host.input;

import dev.atrium.message.Allowance;

import java.util.List;

/**
 * The allowances of some actions at one speed, as whole numbers: a bucket holds so many
 * <em>parts</em> of messages, a message is so many parts, and so many run in with each nanosecond.
 * Immutable, and shared by all whose messages are counted against them.
 */
public final class InputRates {
    static final long SECOND_NANOS = 1_000_000_000L;

    /** Beyond it the parts of a full bucket would not fit into a long. */
    private static final int SPEED_MAX = 1_000;

    private final long[] partsOfMessage;
    private final long[] partsANano;
    private final long[] partsAtMost;
    private final int[] bytesMax;
    private final BreachMeter[] meters;

    /**
     * An action and its allowance.
     *
     * @param breaches where breaches of it are counted
     */
    public record Limited(Allowance allowance, BreachMeter breaches) {}

    /**
     * Rates of these actions; each keeps its index.
     *
     * @param speed game seconds in a wall second, 1 to 1000. Allowances count game time, and bursts
     *     grow with it: what comes together after a pause of the network is as much more
     * @throws IllegalArgumentException if the speed is out of range
     */
    public InputRates(List<Limited> actions, int speed) {
        if (speed < 1 || speed > SPEED_MAX) {
            throw new IllegalArgumentException(
                    "speed=" + speed + " (allowed: 1-" + SPEED_MAX + ")");
        }
        int count = actions.size();
        partsOfMessage = new long[count];
        partsANano = new long[count];
        partsAtMost = new long[count];
        bytesMax = new int[count];
        meters = new BreachMeter[count];
        for (int i = 0; i < count; i++) {
            Allowance allowance = actions.get(i).allowance();
            // At most 3,600 x 10^9, and a full bucket 10^6 times that: 3.6 x 10^18 of 9.2 x 10^18.
            partsOfMessage[i] = allowance.perSeconds() * SECOND_NANOS;
            partsANano[i] = (long) allowance.messages() * speed;
            partsAtMost[i] = partsOfMessage[i] * allowance.burst() * speed;
            bytesMax[i] = allowance.bytesMax();
            meters[i] = actions.get(i).breaches();
        }
    }

    int size() {
        return partsOfMessage.length;
    }

    long partsOfMessage(int index) {
        return partsOfMessage[index];
    }

    long partsANano(int index) {
        return partsANano[index];
    }

    long partsAtMost(int index) {
        return partsAtMost[index];
    }

    /** How long a message of that action may be. */
    public int bytesMax(int index) {
        return bytesMax[index];
    }

    BreachMeter breaches(int index) {
        return meters[index];
    }
}
