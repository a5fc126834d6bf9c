package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.atrium.compact.CompactFormatException;
import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.wire.Acknowledgements;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.ServerMessage;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Whole matches through frames of {@code atrium.v1}, and everything that is none. */
class ArenaCompactFormTest {
    private static final CompactFrames FRAMES =
            new CompactFrames(new BlitzGame().compactForm().orElseThrow());
    private static final double MS_PER_TICK = 1000 / 60.0;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A match as a host would show it, with acknowledgements that rise by chance. */
    private static final class Shown {
        private final Random random;
        private final int[] seats;
        private long[] applied;
        private long[] durable;
        private long sequence;

        Shown(long seed, int seatCount) {
            this.random = new Random(seed);
            this.seats = new int[seatCount];
            Arrays.setAll(seats, i -> i);
            this.applied = new long[seatCount];
            this.durable = new long[seatCount];
        }

        CompactView view(long tick, ArenaView view, List<String> events) {
            applied = applied.clone();
            durable = durable.clone();
            for (int i = 0; i < applied.length; i++) {
                durable[i] += random.nextLong(applied[i] - durable[i] + 1);
                applied[i] += random.nextInt(10) == 0 ? random.nextInt(1_000) : random.nextInt(3);
            }
            sequence += 1 + events.size();
            return new CompactView(
                    new ServerMessage.Position("room", 1, sequence, tick),
                    1_795_151_100_000L + Math.round(tick * MS_PER_TICK),
                    new Acknowledgements(seats, applied, durable),
                    events,
                    view);
        }
    }

    /** The frames of a match, each third tick, with some at uneven distances. */
    private static List<CompactView> views(long seed) {
        return views(seed, BotMatch.drawn(seed), Long.MAX_VALUE);
    }

    /** The same of any match; of one without an end, until its one person leaves. */
    private static List<CompactView> views(long seed, BotMatch match, long leaveTick) {
        Shown shown = new Shown(seed, match.room.seats().size());
        Random random = new Random(seed);
        List<CompactView> views = new ArrayList<>();
        while (!match.room.finished()) {
            int told = match.told.size();
            if (match.room.tick() >= leaveTick) {
                match.apply(new Input.Left(0));
            }
            for (int i = random.nextInt(6); i >= 0 && !match.room.finished(); i--) {
                match.tick();
            }
            List<String> events =
                    match.told.subList(told, match.told.size()).stream()
                            .map(
                                    event ->
                                            "{\"type\":\""
                                                    + event.event().getClass().getSimpleName()
                                                    + "\"}")
                            .toList();
            views.add(shown.view(match.room.tick(), match.view(), events));
        }
        return views;
    }

    @Test
    void everyFrameOfAMatchIsReadAsItWasShown() {
        for (long seed = 1; seed <= 12; seed++) {
            CompactView client = null;
            for (CompactView view : views(seed)) {
                assertEquals(view, FRAMES.readKeyframe("room", FRAMES.keyframe(view)));
                if (client != null) {
                    assertTrue(CompactFrames.follows(client, view), "seed " + seed);
                    byte[] delta = FRAMES.delta(client, view);
                    CompactView read = FRAMES.readDelta(client, delta, MS_PER_TICK);
                    assertEquals(view.view(), read.view(), "seed " + seed);
                    assertEquals(view.position(), read.position());
                    assertEquals(view.acknowledged(), read.acknowledged());
                    assertEquals(view.events(), read.events());
                }
                client = view;
            }
        }
    }

    @Test
    void everyFrameOfAPracticeIsReadAsItWasShownThoughTheFallenReturn() {
        List<Seat> seats = new ArrayList<>(List.of(Stage.person(0)));
        for (int i = 1; i < 20; i++) {
            seats.add(Stage.bot(i));
        }
        CompactFrames frames = new CompactFrames(new PracticeGame().compactForm().orElseThrow());
        BotMatch match = new BotMatch(new PracticeGame(), 4, seats);
        CompactView client = null;
        for (CompactView view : views(4, match, 3_000)) {
            assertEquals(Optional.empty(), ((ArenaView) view.view()).endsAt());
            assertEquals(view, frames.readKeyframe("room", frames.keyframe(view)));
            if (client != null) {
                byte[] delta = frames.delta(client, view);
                assertEquals(view.view(), frames.readDelta(client, delta, MS_PER_TICK).view());
            }
            client = view;
        }
        assertTrue(
                match.told.stream()
                        .anyMatch(told -> told.event() instanceof ArenaEvent.WarriorRespawned),
                "somebody fell and came back");
    }

    @Test
    void warriorWhoKeepsHisCourseCostsOneBit() {
        List<ArenaView.WarriorView> warriors = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Direction direction = Direction.of(i % 3 - 1, i / 3 % 3 - 1);
            warriors.add(
                    new ArenaView.WarriorView(
                            i + "-0", i, 4_000, 4_000, direction, 90, i, 2 * i, 0, 1));
        }
        CompactWarriors compact = new CompactWarriors(ArenaMode.BLITZ.movement(), 32);
        ArenaView before = view(warriors);
        ArenaView after = view(warriors.stream().map(w -> compact.foretell(w, 3)).toList());
        int[] seats = new int[20];
        Arrays.setAll(seats, i -> i);
        Shown shown = new Shown(1, 0);
        CompactView first = shown.view(60, before, List.of());
        byte[] delta = FRAMES.delta(first, shown.view(63, after, List.of()));
        // Kind, sequence, ticks, what changed: one byte each; a bit for each warrior.
        assertEquals(4 + 3, delta.length);
    }

    private static ArenaView view(List<ArenaView.WarriorView> warriors) {
        return new ArenaView(
                ArenaView.Phase.FIGHTING,
                Optional.of(new dev.atrium.message.Deadline(5_400)),
                new ArenaView.FieldView(32, 256, 0, 8_192, ArenaView.Shrink.NONE),
                warriors,
                List.of(),
                Optional.empty());
    }

    @Test
    void clientFallsBackToAKeyframeWhereNoDeltaLeads() {
        Shown shown = new Shown(3, 2);
        CompactView view = shown.view(10, view(List.of()), List.of());
        CompactView next = shown.view(13, view(List.of()), List.of());
        assertTrue(CompactFrames.follows(view, next));
        assertFalse(CompactFrames.follows(next, view), "back in time");
        assertFalse(CompactFrames.follows(view, view), "the same again");
        CompactView moreSeats = new Shown(3, 3).view(16, view(List.of()), List.of());
        assertFalse(CompactFrames.follows(view, moreSeats), "somebody joined");
        ServerMessage.Position later = new ServerMessage.Position("room", 2, 99, 16);
        CompactView takenOver =
                new CompactView(later, 1, next.acknowledged(), List.of(), next.view());
        assertFalse(CompactFrames.follows(view, takenOver), "another owner");
    }

    @Test
    void commandsAreReadAsTheyWereSent() {
        for (Direction direction : Direction.values()) {
            for (Optional<Point> at :
                    List.of(Optional.<Point>empty(), Optional.of(new Point(-3, 70_000)))) {
                MoveWarrior move = new MoveWarrior("7-2", direction, at);
                byte[] frame = FRAMES.command(1_234_567, move);
                assertEquals(
                        new CompactFrames.Command(1_234_567, move), FRAMES.readCommand(7, frame));
            }
        }
        assertEquals(
                4, FRAMES.command(1, new MoveWarrior("7-0", Direction.N, Optional.empty())).length);
    }

    @Test
    void whateverBytesComeThereIsOneErrorAndNothingLarge() {
        Random random = new Random(20_261_121);
        List<CompactView> views = views(5);
        for (int i = 0; i < 200_000; i++) {
            int at = random.nextInt(views.size() - 1);
            CompactView before = views.get(at);
            byte[] frame = mutated(random, before, views.get(at + 1));
            try {
                switch (i % 3) {
                    case 0 -> FRAMES.readKeyframe("room", frame);
                    case 1 -> FRAMES.readDelta(before, frame, MS_PER_TICK);
                    default -> FRAMES.readCommand(3, frame);
                }
            } catch (CompactFormatException expected) {
                // The one error that there is.
            }
        }
        assertThrows(CompactFormatException.class, () -> FRAMES.readCommand(3, new byte[0]));
        byte[] zero = {3, 0, 0, 0};
        assertThrows(CompactFormatException.class, () -> FRAMES.readCommand(3, zero), "seq 0");
        byte[] long9 = {3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0};
        assertThrows(CompactFormatException.class, () -> FRAMES.readCommand(3, long9));
        byte[] more =
                Arrays.copyOf(
                        FRAMES.command(1, new MoveWarrior("3-0", Direction.N, Optional.empty())),
                        9);
        assertThrows(CompactFormatException.class, () -> FRAMES.readCommand(3, more), "too many");
    }

    @Test
    void whatAFramePromisesIsNotMadeBeforeItIsThere() {
        CompactView before = views(5).getFirst();
        // After the first byte: epoch, sequence, tick, time, and then two thousand million seats.
        byte[] seats = {1, 1, 1, 1, 1, -1, -1, -1, -1, 7};
        byte[] events = {0x11, 1, 1, 1, 1, 0, -1, -1, -1, -1, 7};
        byte[] came = {2, 1, 3, 0, 16, 0, 0, 0, -1, -1, -1, -1, 7};
        for (int round = 0; round < 200; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            for (byte[] frame : List.of(seats, events)) {
                assertThrows(
                        CompactFormatException.class, () -> FRAMES.readKeyframe("room", frame));
            }
            assertThrows(
                    CompactFormatException.class,
                    () -> FRAMES.readDelta(before, came, MS_PER_TICK));
            allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            // The first rounds load classes.
            assertTrue(round < 100 || allocated < 100_000, allocated + " bytes");
        }
    }

    /** A frame with some bytes wrong, cut short, or nothing but chance. */
    private static byte[] mutated(Random random, CompactView before, CompactView after) {
        byte[] frame =
                switch (random.nextInt(4)) {
                    case 0 -> FRAMES.keyframe(before);
                    case 1 -> FRAMES.delta(before, after);
                    case 2 ->
                            FRAMES.command(
                                    random.nextLong(1 << 30) + 1,
                                    new MoveWarrior("3-1", Direction.SW, Optional.empty()));
                    default -> {
                        byte[] chance = new byte[random.nextInt(64)];
                        random.nextBytes(chance);
                        yield chance;
                    }
                };
        for (int i = random.nextInt(4); i > 0 && frame.length > 0; i--) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 && frame.length > 0
                ? Arrays.copyOf(frame, random.nextInt(frame.length))
                : frame;
    }
}
