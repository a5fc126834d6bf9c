package dev.atrium.host.journal;

import java.util.Arrays;

/** For each seat a sequence number that only rises, 0 at first. One thread's. */
final class SeatSequences {
    private long[] bySeat = new long[0];

    /** That of a seat. */
    long of(int seat) {
        return seat < bySeat.length ? bySeat[seat] : 0;
    }

    /** Raises that of a seat. */
    void raise(int seat, long sequence) {
        if (seat >= bySeat.length) {
            bySeat = Arrays.copyOf(bySeat, seat + 1);
        }
        bySeat[seat] = Math.max(bySeat[seat], sequence);
    }

    /** All are 0 again. */
    void clear() {
        Arrays.fill(bySeat, 0);
    }

    /** Raises all that are lower here than there. */
    void raise(SeatSequences other) {
        for (int seat = 0; seat < other.bySeat.length; seat++) {
            raise(seat, other.bySeat[seat]);
        }
    }
}
