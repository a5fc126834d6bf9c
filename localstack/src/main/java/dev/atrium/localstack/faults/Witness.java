package dev.atrium.localstack.faults;

import java.util.Set;
import java.util.TreeSet;

/**
 * What one player was told, and when: held against the room's journal afterwards. Belongs to the
 * players' event loop until that has been asked for the last time.
 */
final class Witness {
    private long epoch;
    private long sequence;
    private long viewNanos;
    private long acknowledged;
    private long acknowledgedNanos;
    private long viewGapNanos;
    private long acknowledgementGapNanos;
    private long faultNanos;
    private long faultEpoch;
    private long nextOwnerNanos;
    private int wentBack;
    private int late;
    private int takenBack;
    private final Set<Long> refused = new TreeSet<>();

    /** From now on it is looked how long he waits. */
    void faultBegins(long nowNanos) {
        faultNanos = nowNanos;
        faultEpoch = epoch;
        viewGapNanos = 0;
        acknowledgementGapNanos = 0;
        nextOwnerNanos = 0;
    }

    /**
     * A view came.
     *
     * @param stored his last input that it names as stored
     * @param givenUp whether it came over a socket that he has given up; a client closes those, so
     *     it shows nothing of it
     * @return whether it is to be shown: one of a lower epoch is of an owner who was replaced
     */
    boolean view(long ofEpoch, long number, long stored, boolean givenUp, long nowNanos) {
        // Whoever said it: what was said to be stored must be there.
        if (stored > acknowledged) {
            acknowledgementGapNanos =
                    Math.max(acknowledgementGapNanos, sinceNanos(acknowledgedNanos, nowNanos));
            acknowledged = stored;
            acknowledgedNanos = nowNanos;
        }
        if (ofEpoch < epoch || givenUp) {
            late++;
            return false;
        }
        if (ofEpoch == epoch && number <= sequence) {
            wentBack++;
        }
        if (ofEpoch > epoch && stored < acknowledged) {
            takenBack++;
        }
        viewGapNanos = Math.max(viewGapNanos, sinceNanos(viewNanos, nowNanos));
        epoch = ofEpoch;
        sequence = number;
        viewNanos = nowNanos;
        if (faultNanos != 0 && nextOwnerNanos == 0 && epoch > faultEpoch) {
            nextOwnerNanos = nowNanos;
        }
        return true;
    }

    private static long sinceNanos(long thenNanos, long nowNanos) {
        return thenNanos == 0 ? 0 : nowNanos - thenNanos;
    }

    /** A command was refused. */
    void refused(long number) {
        refused.add(number);
    }

    /** Under which epoch he plays. */
    long epoch() {
        return epoch;
    }

    /** When he saw the last view, 0 if none. */
    long viewNanos() {
        return viewNanos;
    }

    /** The highest of his inputs that he was told to be stored. */
    long acknowledged() {
        return acknowledged;
    }

    /** Inputs that he was told to be refused. */
    Set<Long> refused() {
        return refused;
    }

    /** Whether he has seen a later owner than before the fault. */
    boolean sawNextOwner() {
        return nextOwnerNanos != 0;
    }

    /** From the fault until he saw the next owner; 0 if he has not. */
    long recoveryNanos() {
        return nextOwnerNanos == 0 ? 0 : nextOwnerNanos - faultNanos;
    }

    /** The longest time without a view since the fault, as it was when one came. */
    long viewGapNanos() {
        return viewGapNanos;
    }

    /** The longest time without an acknowledgement since the fault, as it was when one came. */
    long acknowledgementGapNanos() {
        return acknowledgementGapNanos;
    }

    /** How often (epoch, sequence) went back within an epoch. */
    int wentBack() {
        return wentBack;
    }

    /** Views of owners who had been replaced, or over sockets that were given up. */
    int late() {
        return late;
    }

    /** How often a next owner knew less than had been acknowledged. */
    int takenBack() {
        return takenBack;
    }
}
