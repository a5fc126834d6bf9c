package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.wire.RoomMessages;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

class RecentEventsTest {
    private final RecentEvents recent = new RecentEvents();

    private void add(long sequence, int seat) {
        recent.add(
                new RecentEvents.Event(
                        sequence, sequence * 3, seat, false, new RoomMessages.PlayerLeft(0)));
    }

    private Optional<List<Long>> after(long sequence, int seat) {
        return recent.after(sequence, seat)
                .map(events -> events.stream().map(RecentEvents.Event::sequence).toList());
    }

    @Test
    void streamWithoutEventsHasMissedNone() {
        assertEquals(Optional.of(List.of()), after(0, 1));
        assertEquals(Optional.of(List.of()), after(99, 1));
    }

    @Test
    void whatCameAfterANumberIsToldInOrder() {
        LongStream.of(2, 5, 6, 9).forEach(sequence -> add(sequence, RecentEvents.ALL));

        assertEquals(Optional.of(List.of(2L, 5L, 6L, 9L)), after(0, 0));
        assertEquals(Optional.of(List.of(6L, 9L)), after(5, 0));
        assertEquals(Optional.of(List.of(9L)), after(8, 0));
        assertEquals(Optional.of(List.of()), after(9, 0));
    }

    @Test
    void whatWasForOneSeatIsToldToNobodyElse() {
        add(1, 0);
        add(2, RecentEvents.ALL);
        add(3, 1);

        assertEquals(Optional.of(List.of(1L, 2L)), after(0, 0));
        assertEquals(Optional.of(List.of(2L, 3L)), after(0, 1));
    }

    @Test
    void whoMissedMoreThanIsKeptGetsNothingRatherThanAPart() {
        for (long sequence = 1; sequence <= RecentEvents.EVENTS_MAX; sequence++) {
            add(sequence * 2, RecentEvents.ALL);
        }
        assertEquals(RecentEvents.EVENTS_MAX, after(0, 0).orElseThrow().size());

        add(10_000, RecentEvents.ALL);

        assertEquals(Optional.empty(), after(0, 0));
        assertEquals(Optional.empty(), after(1, 0), "number 2 is forgotten");
        assertEquals(RecentEvents.EVENTS_MAX, after(2, 0).orElseThrow().size());
        assertEquals(Optional.of(List.of(10_000L)), after(9_999, 0));
    }
}
