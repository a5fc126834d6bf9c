package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.compact.CompactFormatException;
import dev.atrium.compact.CompactReader;
import dev.atrium.compact.CompactWriter;
import dev.atrium.game.CompactForm;
import dev.atrium.game.PlayerCommand;
import dev.atrium.message.Message;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class AppliedInputsTest {
    private static final CompactFrames FRAMES = new CompactFrames(new OneByte());

    /** A game whose view is one byte, which whoever wants the numbers alone must not read. */
    private static final class OneByte implements CompactForm {
        record Shown(int value) implements Message {}

        @Override
        public void writeKeyframe(Message view, CompactWriter out) {
            out.uint8(((Shown) view).value());
        }

        @Override
        public Message readKeyframe(CompactReader in) {
            return new Shown(in.uint8());
        }

        @Override
        public void writeDelta(Message before, Message view, int ticks, CompactWriter out) {
            writeKeyframe(view, out);
        }

        @Override
        public Message readDelta(Message before, int ticks, CompactReader in) {
            return readKeyframe(in);
        }

        @Override
        public void writeCommand(PlayerCommand command, CompactWriter out) {
            throw new AssertionError("nobody commands here");
        }

        @Override
        public PlayerCommand readCommand(int seat, CompactReader in) {
            throw new AssertionError("nobody commands here");
        }
    }

    private static CompactView view(long sequence, int[] seats, long[] applied, int events) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            told.add("{\"type\":\"event-" + sequence + "-" + i + "\"}");
        }
        long[] durable = Arrays.stream(applied).map(last -> last / 2).toArray();
        return new CompactView(
                new ServerMessage.Position("room", 1, sequence, 3 * sequence),
                1_795_151_100_000L,
                new Acknowledgements(seats, applied.clone(), durable),
                told,
                new OneByte.Shown((int) sequence & 0xff));
    }

    @Test
    void everySeatLearnsWhatTheWholeFrameSays() {
        int[] seats = {0, 3, 4, 7, 19};
        for (int own : seats) {
            Random random = new Random(own);
            AppliedInputs followed = new AppliedInputs(own);
            CompactView before = null;
            long[] applied = new long[seats.length];
            for (int sequence = 1; sequence < 2_000; sequence++) {
                for (int i = 0; i < applied.length; i++) {
                    applied[i] += random.nextInt(9) == 0 ? random.nextInt(1 << 20) : 1;
                }
                int events = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0;
                CompactView view = view(sequence, seats, applied, events);
                boolean whole = before == null || random.nextInt(50) == 0;
                byte[] frame = whole ? FRAMES.keyframe(view) : FRAMES.delta(before, view);
                long wanted = applied[Arrays.binarySearch(seats, own)];
                assertEquals(wanted, followed.read(frame), "seat " + own + " at " + sequence);
                assertEquals(wanted / 2, followed.durable());
                assertEquals(sequence, followed.sequence());
                assertEquals(1, followed.epoch());
                assertEquals(view.events(), followed.events());
                before = view;
            }
        }
    }

    @Test
    void whoIsNotAmongTheSeatsHasAppliedNothing() {
        AppliedInputs watcher = new AppliedInputs(5);
        CompactView first = view(1, new int[] {0, 1}, new long[] {9, 9}, 0);
        CompactView next = view(2, new int[] {0, 1}, new long[] {10, 300}, 2);

        assertEquals(0, watcher.read(FRAMES.keyframe(first)));
        assertEquals(0, watcher.read(FRAMES.delta(first, next)));
        assertEquals(0, watcher.durable());
        assertEquals(next.events(), watcher.events());
    }

    @Test
    void seatsThatAreTakenLaterAreFoundInTheirKeyframe() {
        AppliedInputs last = new AppliedInputs(2);
        last.read(FRAMES.keyframe(view(1, new int[] {0, 2}, new long[] {4, 8}, 0)));

        long applied =
                last.read(FRAMES.keyframe(view(2, new int[] {0, 1, 2}, new long[] {5, 1, 900}, 0)));

        assertEquals(900, applied);
    }

    @Test
    void whateverBytesComeThereIsOneError() {
        CompactView first = view(1, new int[] {0, 1, 2}, new long[] {1, 2, 3}, 0);
        CompactView next = view(2, new int[] {0, 1, 2}, new long[] {1, 20_000, 3}, 2);
        byte[] keyframe = FRAMES.keyframe(first);
        byte[] delta = FRAMES.delta(first, next);
        assertThrows(CompactFormatException.class, () -> new AppliedInputs(0).read(delta));
        assertThrows(CompactFormatException.class, () -> new AppliedInputs(0).read(new byte[0]));
        assertThrows(CompactFormatException.class, () -> new AppliedInputs(0).read(new byte[] {3}));
        Random random = new Random(20_261_121);
        for (int i = 0; i < 50_000; i++) {
            AppliedInputs followed = new AppliedInputs(1);
            followed.read(keyframe);
            byte[] bytes =
                    Arrays.copyOf(random.nextBoolean() ? delta : keyframe, random.nextInt(40));
            for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                followed.read(bytes);
            } catch (CompactFormatException expected) {
                // The one error there is.
            }
        }
    }
}
