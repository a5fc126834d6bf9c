package dev.atrium.wire;

import dev.atrium.compact.CompactFormatException;
import dev.atrium.compact.CompactReader;
import dev.atrium.compact.CompactWriter;
import dev.atrium.game.CompactForm;
import dev.atrium.game.PlayerCommand;
import dev.atrium.message.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The frames of the binary subprotocol {@code atrium.v1}; to the bit in {@code docs/protocol.md}.
 * Pure; readers throw {@link CompactFormatException} alone.
 */
public final class CompactFrames {
    /** The WebSocket subprotocol. */
    public static final String SUBPROTOCOL = "atrium.v1";

    static final int KEYFRAME = 1;
    static final int DELTA = 2;
    private static final int COMMAND = 3;
    static final int EVENTS = 0x10;

    /** Steps of a sequence number that fit into two bits; beyond it the step follows. */
    private static final int STEP_ESCAPE = 3;

    private final CompactForm form;

    /** Frames of a game. */
    public CompactFrames(CompactForm form) {
        this.form = form;
    }

    /** A view whole. */
    public byte[] keyframe(CompactView view) {
        CompactWriter out = new CompactWriter(512);
        out.uint8(KEYFRAME | (view.events().isEmpty() ? 0 : EVENTS));
        ServerMessage.Position position = view.position();
        out.unsigned(position.epoch()).unsigned(position.sequence()).unsigned(position.tick());
        out.unsigned(view.timeMs());
        Acknowledgements acknowledged = view.acknowledged();
        out.unsigned(acknowledged.size());
        for (int i = 0; i < acknowledged.size(); i++) {
            out.unsigned(acknowledged.seat(i)).unsigned(acknowledged.applied(i));
            out.unsigned(acknowledged.applied(i) - acknowledged.durable(i));
        }
        writeEvents(view.events(), out);
        form.writeKeyframe(view.view(), out);
        return out.toBytes();
    }

    /** Whether a delta can lead from one to the other: the same seats, owner and forward only. */
    public static boolean follows(CompactView before, CompactView view) {
        return before.position().epoch() == view.position().epoch()
                && before.position().sequence() < view.position().sequence()
                && before.position().tick() <= view.position().tick()
                && view.position().tick() - before.position().tick() <= Short.MAX_VALUE
                && view.acknowledged().follows(before.acknowledged());
    }

    /** What a client that has {@code before} needs for {@code view}, which must follow. */
    public byte[] delta(CompactView before, CompactView view) {
        CompactWriter out = new CompactWriter(128);
        out.uint8(DELTA | (view.events().isEmpty() ? 0 : EVENTS));
        int ticks = (int) (view.position().tick() - before.position().tick());
        out.unsigned(view.position().sequence() - before.position().sequence()).unsigned(ticks);
        writeSteps(before.acknowledged(), view.acknowledged(), out);
        writeEvents(view.events(), out);
        form.writeDelta(before.view(), view.view(), ticks, out);
        return out.toBytes();
    }

    private static void writeSteps(
            Acknowledgements before, Acknowledgements now, CompactWriter out) {
        int steps = out.skip((now.size() * 2 + 3) >> 2);
        for (int i = 0; i < now.size(); i++) {
            writeStep(steps, 2 * i, now.applied(i) - before.applied(i), out);
            writeStep(steps, 2 * i + 1, now.durable(i) - before.durable(i), out);
        }
    }

    private static void writeStep(int steps, int index, long step, CompactWriter out) {
        if (step < STEP_ESCAPE) {
            out.setPair(steps, index, (int) step);
        } else {
            out.setPair(steps, index, STEP_ESCAPE);
            out.unsigned(step);
        }
    }

    private static void writeEvents(List<String> events, CompactWriter out) {
        if (!events.isEmpty()) {
            out.unsigned(events.size());
            events.forEach(out::text);
        }
    }

    /** Whether a frame from a server needs no view before it. */
    public static boolean isKeyframe(byte[] frame) {
        return frame.length > 0 && (frame[0] & 0x0f) == KEYFRAME;
    }

    /** Reads a keyframe. */
    public CompactView readKeyframe(String room, byte[] frame) {
        CompactReader in = new CompactReader(frame);
        int kind = kind(in, KEYFRAME);
        long epoch = in.unsigned();
        long sequence = in.unsigned();
        long tick = in.unsigned();
        long timeMs = in.unsigned();
        int count = in.count();
        int[] seats = new int[count];
        long[] applied = new long[count];
        long[] durable = new long[count];
        for (int i = 0; i < count; i++) {
            seats[i] = in.unsigned(999);
            applied[i] = in.unsigned();
            durable[i] = applied[i] - in.unsigned();
        }
        List<String> events = readEvents(kind, in);
        Message view = inRange(() -> form.readKeyframe(in));
        in.end();
        return new CompactView(
                new ServerMessage.Position(room, epoch, sequence, tick),
                timeMs,
                acknowledged(seats, applied, durable),
                events,
                view);
    }

    /**
     * Reads a delta.
     *
     * @param before the view of the frame before it
     * @param msPerTick of wall time, for the time of its tick
     */
    public CompactView readDelta(CompactView before, byte[] frame, double msPerTick) {
        CompactReader in = new CompactReader(frame);
        int kind = kind(in, DELTA);
        long sequence = before.position().sequence() + in.unsigned(Integer.MAX_VALUE);
        int ticks = in.unsigned(Short.MAX_VALUE);
        Acknowledgements acknowledged = readSteps(before.acknowledged(), in);
        List<String> events = readEvents(kind, in);
        Message view = inRange(() -> form.readDelta(before.view(), ticks, in));
        in.end();
        ServerMessage.Position position = before.position();
        return new CompactView(
                new ServerMessage.Position(
                        position.room(), position.epoch(), sequence, position.tick() + ticks),
                before.timeMs() + Math.round(ticks * msPerTick),
                acknowledged,
                events,
                view);
    }

    private static Acknowledgements readSteps(Acknowledgements before, CompactReader in) {
        int count = before.size();
        int steps = in.bits(count * 4);
        int[] seats = new int[count];
        long[] applied = new long[count];
        long[] durable = new long[count];
        for (int i = 0; i < count; i++) {
            seats[i] = before.seat(i);
            applied[i] = before.applied(i) + readStep(in, in.pair(steps, 2 * i));
            durable[i] = before.durable(i) + readStep(in, in.pair(steps, 2 * i + 1));
        }
        return acknowledged(seats, applied, durable);
    }

    private static long readStep(CompactReader in, int pair) {
        return pair == STEP_ESCAPE ? in.unsigned() : pair;
    }

    private static Acknowledgements acknowledged(int[] seats, long[] applied, long[] durable) {
        return inRange(() -> new Acknowledgements(seats, applied, durable));
    }

    private static List<String> readEvents(int kind, CompactReader in) {
        if ((kind & EVENTS) == 0) {
            return List.of();
        }
        int count = in.count();
        List<String> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(in.text());
        }
        return events;
    }

    /** Records check their ranges themselves; here that is a frame that cannot be read. */
    private static <T> T inRange(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new CompactFormatException(String.valueOf(e.getMessage()));
        }
    }

    private static int kind(CompactReader in, int wanted) {
        int kind = in.uint8();
        if ((kind & ~EVENTS) != wanted) {
            throw new CompactFormatException("a frame of kind " + kind);
        }
        return kind;
    }

    /**
     * A command as a client sends it.
     *
     * @param sequence 1 and more, rising with every command of the seat
     */
    public byte[] command(long sequence, PlayerCommand command) {
        CompactWriter out = new CompactWriter(16);
        out.uint8(COMMAND).unsigned(sequence);
        form.writeCommand(command, out);
        return out.toBytes();
    }

    /**
     * A command that was read.
     *
     * @param sequence 1 and more
     */
    public record Command(long sequence, PlayerCommand command) {}

    /** Reads a command of that seat. */
    public Command readCommand(int seat, byte[] frame) {
        CompactReader in = new CompactReader(frame);
        kind(in, COMMAND);
        long sequence = in.unsigned();
        if (sequence < 1) {
            throw new CompactFormatException("seq is 1 or more");
        }
        PlayerCommand command = inRange(() -> form.readCommand(seat, in));
        in.end();
        return new Command(sequence, command);
    }
}
