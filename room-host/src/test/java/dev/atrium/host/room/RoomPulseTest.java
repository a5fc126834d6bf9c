package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class RoomPulseTest {
    private static final long MS = 1_000_000;

    private final List<String> told = new ArrayList<>();
    private final RoomPulse pulse =
            new RoomPulse(
                    new RoomMeter() {
                        @Override
                        public void ran(long late, long took, long over) {
                            told.add("ran %d %d %d".formatted(late / MS, took / MS, over / MS));
                        }

                        @Override
                        public void slipped(long nanos) {
                            told.add("slipped " + nanos / MS);
                        }

                        @Override
                        public void started() {
                            told.add("started");
                        }

                        @Override
                        public void finished(long nanos) {
                            told.add("finished " + nanos / MS);
                        }

                        @Override
                        public void voided(String reason) {
                            told.add("void " + reason);
                        }
                    },
                    16 * MS);

    @Test
    void theWorstIsKeptAndOverrunsAreCounted() {
        pulse.ran(2 * MS, 5 * MS, 10);
        pulse.ran(9 * MS, 20 * MS, 11);
        pulse.ran(MS, 16 * MS, 12);
        pulse.slipped(7 * MS);
        pulse.slipped(3 * MS);
        pulse.stands(RoomLifecycle.PLAYING, 4);
        assertEquals(
                new RoomPulse.Report(RoomLifecycle.PLAYING, 4, 12, 3, 9, 20, 1, 2, 10, false),
                pulse.report());
        assertEquals(
                List.of("ran 2 5 0", "ran 9 20 4", "ran 1 16 0", "slipped 7", "slipped 3"), told);
        assertEquals(41 * MS, pulse.ranNanos());
    }

    @Test
    void aRoomEndsOnceHoweverOftenItIsVoided() {
        pulse.started(100 * MS);
        pulse.finished(350 * MS);
        pulse.voided("no-seed");
        assertEquals(List.of("started", "finished 250"), told);
    }

    @Test
    void aRoomThatIsVoidTwiceIsCountedWithTheFirstReason() {
        pulse.voided("room-failed");
        pulse.voided("no-seed");
        assertEquals(List.of("void room-failed"), told);
    }
}
