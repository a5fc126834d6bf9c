package dev.atrium.wire;

import dev.atrium.compact.CompactFormatException;
import dev.atrium.compact.CompactReader;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows one seat through a server's frames of {@code atrium.v1} and reads no further than it
 * must: which of its inputs were applied and stored, which message of the stream that was, and the
 * events. For clients that show nothing, such as load generators; one a connection, fed with every
 * binary frame in order. Not thread-safe.
 */
public final class AppliedInputs {
    private static final int STEP_ESCAPE = 3;

    private final int seat;
    private int seats = -1;
    private int place = -1;
    private long epoch;
    private long sequence;
    private long applied;
    private long durable;
    private List<String> events = List.of();

    /** Of that seat, before any frame. */
    public AppliedInputs(int seat) {
        this.seat = seat;
    }

    /**
     * Takes the next frame.
     *
     * @return the seat's last input that the room has applied, 0 before the first or if the seat is
     *     not among those acknowledged
     * @throws CompactFormatException if it cannot be read so far, or is a delta before any keyframe
     */
    public long read(byte[] frame) {
        CompactReader in = new CompactReader(frame);
        int kind = in.uint8();
        switch (kind & ~CompactFrames.EVENTS) {
            case CompactFrames.KEYFRAME -> readKeyframe(in);
            case CompactFrames.DELTA -> readDelta(in, (kind & CompactFrames.EVENTS) != 0);
            default -> throw new CompactFormatException("a frame of kind " + kind);
        }
        events = (kind & CompactFrames.EVENTS) == 0 ? List.of() : readEvents(in);
        return applied;
    }

    /** The JSON texts of the last frame's events, the oldest first. */
    public List<String> events() {
        return events;
    }

    /** Under which epoch the last frame was sent, 0 before the first. */
    public long epoch() {
        return epoch;
    }

    /** The last frame's number in its stream, 0 before the first. */
    public long sequence() {
        return sequence;
    }

    /** The seat's last input that the room's journal has stored; as {@link #read} otherwise. */
    public long durable() {
        return durable;
    }

    private void readKeyframe(CompactReader in) {
        epoch = in.unsigned();
        sequence = in.unsigned();
        in.unsigned(); // tick
        in.unsigned(); // time
        seats = in.count();
        place = -1;
        applied = 0;
        durable = 0;
        for (int i = 0; i < seats; i++) {
            boolean own = in.unsigned() == seat;
            long last = in.unsigned();
            long behind = in.unsigned(); // applied - durable
            if (own) {
                place = i;
                applied = last;
                durable = last - behind;
            }
        }
    }

    private void readDelta(CompactReader in, boolean whole) {
        if (seats < 0) {
            throw new CompactFormatException("a delta before any keyframe");
        }
        sequence += in.unsigned();
        in.unsigned(); // ticks
        int steps = in.bits(seats * 4);
        int own = place < 0 ? -1 : 2 * place;
        int last = whole ? 2 * seats - 1 : place < 0 ? -1 : own + 1;
        for (int i = 0; i <= last; i++) {
            long step = in.pair(steps, i);
            step = step == STEP_ESCAPE ? in.unsigned() : step;
            if (i == own) {
                applied += step;
            } else if (place >= 0 && i == own + 1) {
                durable += step;
            }
        }
    }

    private static List<String> readEvents(CompactReader in) {
        int count = in.count();
        List<String> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            read.add(in.text());
        }
        return read;
    }
}
