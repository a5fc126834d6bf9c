package dev.atrium.host.connection;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * One round of a room's views, the same for all who are shown it: each form is encoded once, by
 * whoever needs it first. Immutable but for that; any thread.
 */
public final class Showing {
    private final Object stream;
    private final long number;
    private final boolean withEvents;
    private final Supplier<byte[]> text;
    private final @Nullable Supplier<byte[]> delta;
    private final @Nullable Supplier<byte[]> keyframe;
    private byte @Nullable [] textFrame;
    private byte @Nullable [] deltaFrame;
    private byte @Nullable [] keyframeFrame;

    /**
     * What the compact form of a round is.
     *
     * @param stream whose rounds these are: a delta leads only from the round before it
     * @param number of the round, rising by one
     * @param withEvents whether it carries events, which are never skipped
     * @param delta none if it follows from no round before
     * @param keyframe the view whole
     */
    public record Compact(
            Object stream,
            long number,
            boolean withEvents,
            @Nullable Supplier<byte[]> delta,
            Supplier<byte[]> keyframe) {}

    private Showing(Supplier<byte[]> text, @Nullable Compact compact) {
        this.text = text;
        this.stream = compact == null ? this : compact.stream();
        this.number = compact == null ? 0 : compact.number();
        this.withEvents = compact != null && compact.withEvents();
        this.delta = compact == null ? null : compact.delta();
        this.keyframe = compact == null ? null : compact.keyframe();
    }

    /** A round that is JSON alone. */
    public static Showing text(Supplier<byte[]> json) {
        return new Showing(json, null);
    }

    /** A round in both forms. */
    public static Showing both(Supplier<byte[]> json, Compact compact) {
        return new Showing(json, compact);
    }

    /** The JSON message. */
    public synchronized byte[] text() {
        byte[] encoded = textFrame;
        if (encoded == null) {
            encoded = text.get();
            textFrame = encoded;
        }
        return encoded;
    }

    /** Whether there is a compact form. */
    public boolean isCompact() {
        return keyframe != null;
    }

    /** Whether it carries events. */
    public boolean withEvents() {
        return withEvents;
    }

    Object stream() {
        return stream;
    }

    long number() {
        return number;
    }

    /** Whether a connection that has seen that round last is shown more than the difference. */
    public boolean isWholeAfter(@Nullable Showing last) {
        return delta == null
                || last == null
                || !last.stream.equals(stream)
                || last.number != number - 1;
    }

    /** What a connection needs that has seen that round last. */
    public synchronized byte[] compactAfter(@Nullable Showing last) {
        return delta == null || isWholeAfter(last) ? keyframe() : deltaFrame(delta);
    }

    private byte[] deltaFrame(Supplier<byte[]> encoder) {
        byte[] encoded = deltaFrame;
        if (encoded == null) {
            encoded = encoder.get();
            deltaFrame = encoded;
        }
        return encoded;
    }

    private byte[] keyframe() {
        byte[] encoded = keyframeFrame;
        if (encoded == null) {
            if (keyframe == null) {
                throw new IllegalStateException("there is no compact form");
            }
            encoded = keyframe.get();
            keyframeFrame = encoded;
        }
        return encoded;
    }
}
