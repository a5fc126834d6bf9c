package dev.atrium.host.room;

import dev.atrium.host.connection.Showing;
import dev.atrium.message.Message;
import dev.atrium.wire.Acknowledgements;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A room's rounds in their compact form: one delta for all who are in step, one keyframe for the
 * others. What it hands out is immutable, so it may be encoded on any thread; the rest is the
 * room's thread's alone.
 */
final class CompactRounds {
    /** Events between two views; beyond it the oldest would have to be skipped, which is a bug. */
    private static final int EVENTS_MAX = 4_096;

    private final CompactFrames frames;
    private List<String> events = new ArrayList<>();
    private @Nullable CompactView before;
    private long number;

    CompactRounds(CompactFrames frames) {
        this.frames = frames;
    }

    CompactFrames frames() {
        return frames;
    }

    /** It leaves with the next view, in the same frame. */
    void event(String json) {
        if (events.size() >= EVENTS_MAX) {
            throw new IllegalStateException("more than " + EVENTS_MAX + " events between views");
        }
        events.add(json);
    }

    /** They were told otherwise. */
    void forgetEvents() {
        events = new ArrayList<>();
    }

    void startAnew() {
        before = null;
    }

    Showing.Compact next(
            ServerMessage.Position position,
            long timeMs,
            Acknowledgements acknowledgements,
            Message view) {
        CompactView now = new CompactView(position, timeMs, acknowledgements, events, view);
        events = new ArrayList<>();
        CompactView last = before;
        before = now;
        number++;
        Supplier<byte[]> delta =
                last != null && CompactFrames.follows(last, now)
                        ? () -> frames.delta(last, now)
                        : null;
        return new Showing.Compact(
                this, number, !now.events().isEmpty(), delta, () -> frames.keyframe(now));
    }
}
