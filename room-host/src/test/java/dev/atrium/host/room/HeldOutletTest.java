package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.connection.Showing;
import dev.atrium.wire.CloseCode;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class HeldOutletTest {
    private final List<String> left = new ArrayList<>();
    private final Ann ann = new Ann();
    private final HeldOutlet outlet = new HeldOutlet();
    private long entries;
    private long durable;
    private int seals;

    private final HeldOutlet.Journal journal =
            new HeldOutlet.Journal() {
                @Override
                public long seal() {
                    seals++;
                    return entries;
                }

                @Override
                public long durableEntries() {
                    return durable;
                }
            };

    private final class Ann extends NullSession {
        Ann() {
            super("ann");
        }

        @Override
        public void write(byte[] utf8) {
            left.add(new String(utf8, StandardCharsets.UTF_8));
        }

        @Override
        public void writeView(Showing showing, boolean compact) {
            left.add(new String(showing.text(), StandardCharsets.UTF_8));
        }

        @Override
        public void closed(Optional<CloseCode> why) {
            left.add("closed " + why.orElseThrow());
        }
    }

    private void tell(String text) {
        outlet.add(ann, text.getBytes(StandardCharsets.UTF_8));
    }

    private void show(String text) {
        outlet.addView(ann, Showing.text(() -> text.getBytes(StandardCharsets.UTF_8)), false);
    }

    @Test
    void beforeThereIsAJournalNothingWaits() {
        tell("a");
        outlet.flush();
        assertEquals(List.of("a"), left);
    }

    @Test
    void nothingLeavesBeforeItsPositionIsStored() {
        outlet.follow(journal);
        entries = 3;
        tell("a");
        show("v");
        outlet.flush();
        durable = 2;
        outlet.flush();
        assertEquals(List.of(), left);
        assertTrue(outlet.holdsViews());
        durable = 3;
        outlet.flush();
        assertEquals(List.of("a", "v"), left);
        assertFalse(outlet.holdsViews());
        assertEquals(1, seals, "one position for all that a run says");
    }

    @Test
    void whatIsReleasedLeavesWithTheNextFlushAndIsNotWaitedForMeanwhile() {
        outlet.follow(journal);
        entries = 1;
        show("v");
        outlet.flush();
        outlet.release();
        assertTrue(outlet.holdsViews());
        durable = 1;
        outlet.release();
        assertFalse(outlet.holdsViews());
        assertEquals(List.of(), left);
        outlet.flush();
        assertEquals(List.of("v"), left);
    }

    @Test
    void whatIsSaidLaterWaitsForItsOwnPositionAndOvertakesNothing() {
        outlet.follow(journal);
        entries = 1;
        tell("a");
        outlet.flush();
        entries = 2;
        tell("b");
        outlet.flush();
        durable = 1;
        outlet.flush();
        assertEquals(List.of("a"), left);
        durable = 2;
        tell("c");
        outlet.flush();
        assertEquals(List.of("a", "b", "c"), left);
    }

    @Test
    void aSessionIsClosedAfterWhatWasSaidBefore() {
        outlet.follow(journal);
        entries = 1;
        tell("a");
        outlet.close(ann, CloseCode.REPLACED);
        outlet.flush();
        assertEquals(List.of(), left);
        durable = 1;
        outlet.flush();
        assertEquals(List.of("a", "closed REPLACED"), left);
    }

    @Test
    void whatIsAbandonedNeverLeavesButItsSessionsAreClosed() {
        outlet.follow(journal);
        entries = 5;
        tell("held");
        outlet.flush();
        tell("said");
        outlet.close(ann, CloseCode.ROOM_OVER);
        outlet.abandon();
        durable = 5;
        outlet.flush();
        assertEquals(List.of("closed ROOM_OVER"), left);
        tell("the room is void");
        outlet.flush();
        assertEquals(List.of("closed ROOM_OVER", "the room is void"), left);
    }

    @Test
    void itIsFullWhenSoMuchWaits() {
        outlet.follow(journal);
        entries = 1;
        for (int i = 0; i < HeldOutlet.HELD_MAX - 1; i++) {
            tell("x");
        }
        outlet.flush();
        assertFalse(outlet.isFull());
        tell("x");
        assertTrue(outlet.isFull());
        durable = 1;
        outlet.flush();
        assertFalse(outlet.isFull());
        assertEquals(HeldOutlet.HELD_MAX, left.size());
    }
}
