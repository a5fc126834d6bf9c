package dev.atrium.host.input;

/**
 * A token bucket for each action that one sender may take. Time is a monotonic clock's, in
 * nanoseconds, and may begin anywhere; should it go back, it stands still until it is where it was.
 * Nothing is allocated after the construction. Not thread-safe: a connection's messages come one
 * after the other.
 */
public final class InputBuckets {
    /**
     * Answers to refusals of one action in a second of wall time; what is refused beyond it is
     * refused in silence, unless it is a command, for an answer to each would double what a flood
     * costs. More than one, so that who was over by a little is told of each that he must send
     * again.
     */
    public static final int ANSWERS_A_SECOND = 4;

    private static final long MS_NANOS = 1_000_000L;

    /** What is kept for an action, in this order: no object for each. */
    private static final int PARTS = 0;

    private static final int FILLED_NANOS = 1;
    private static final int ANSWERED_SINCE_NANOS = 2;
    private static final int ANSWERS = 3;
    private static final int FIELDS = 4;

    private final InputRates rates;
    private final long[] kept;

    /** Full ones, as of that time. */
    public InputBuckets(InputRates rates, long nowNanos) {
        this.rates = rates;
        this.kept = new long[rates.size() * FIELDS];
        for (int i = 0; i < rates.size(); i++) {
            kept[i * FIELDS + PARTS] = rates.partsAtMost(i);
            kept[i * FIELDS + FILLED_NANOS] = nowNanos;
            kept[i * FIELDS + ANSWERED_SINCE_NANOS] = nowNanos;
        }
    }

    /**
     * Takes a message, or tells why not. One that is too long has used its place all the same, so
     * that refusals of that kind are as bounded as messages.
     *
     * @param index of the action
     * @param bytes of the whole message
     */
    public Passage take(int index, int bytes, long nowNanos) {
        fill(index, nowNanos);
        int at = index * FIELDS;
        if (kept[at + PARTS] < rates.partsOfMessage(index)) {
            rates.breaches(index).breached(BreachMeter.Kind.RATE);
            return mayAnswer(at, nowNanos) ? Passage.RATE_LIMITED : Passage.RATE_LIMITED_IN_SILENCE;
        }
        kept[at + PARTS] -= rates.partsOfMessage(index);
        if (bytes > rates.bytesMax(index)) {
            rates.breaches(index).breached(BreachMeter.Kind.SIZE);
            return Passage.TOO_LARGE;
        }
        return Passage.TAKEN;
    }

    /**
     * Milliseconds of wall time after the last {@link #take} until one more is taken, rounded up;
     * at least 1, also if one would be at once.
     */
    public long retryAfterMs(int index) {
        long missing = rates.partsOfMessage(index) - kept[index * FIELDS + PARTS];
        long nanos = Math.ceilDiv(missing, rates.partsANano(index));
        return Math.max(1, Math.ceilDiv(nanos, MS_NANOS));
    }

    /** How long a message of that action may be. */
    public int bytesMax(int index) {
        return rates.bytesMax(index);
    }

    private void fill(int index, long nowNanos) {
        int at = index * FIELDS;
        long passed = nowNanos - kept[at + FILLED_NANOS];
        if (passed <= 0) {
            return;
        }
        long most = rates.partsAtMost(index);
        long missing = most - kept[at + PARTS];
        // Compared in nanoseconds first: parts of a long time would not fit into a long.
        boolean full = passed >= Math.ceilDiv(missing, rates.partsANano(index));
        kept[at + PARTS] = full ? most : kept[at + PARTS] + passed * rates.partsANano(index);
        kept[at + FILLED_NANOS] = nowNanos;
    }

    private boolean mayAnswer(int at, long nowNanos) {
        if (nowNanos - kept[at + ANSWERED_SINCE_NANOS] >= InputRates.SECOND_NANOS) {
            kept[at + ANSWERED_SINCE_NANOS] = nowNanos;
            kept[at + ANSWERS] = 0;
        }
        kept[at + ANSWERS]++;
        return kept[at + ANSWERS] <= ANSWERS_A_SECOND;
    }
}
