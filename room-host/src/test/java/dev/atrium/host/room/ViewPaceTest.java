package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.wire.RoomMessages.ViewRate;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class ViewPaceTest {
    private boolean halved;

    @Test
    void aChangeIsToldOnceEachWay() {
        ViewPace pace = new ViewPace(20, () -> halved);
        assertEquals(Optional.empty(), pace.look());
        assertEquals(50_000_000, pace.periodNanos());
        halved = true;
        assertEquals(Optional.of(new ViewRate(10)), pace.look());
        assertEquals(Optional.empty(), pace.look());
        assertEquals(100_000_000, pace.periodNanos());
        halved = false;
        assertEquals(Optional.of(new ViewRate(20)), pace.look());
        assertEquals(50_000_000, pace.periodNanos());
    }

    @Test
    void whoComesIsToldOnlyWhatIsNotTheGamesRate() {
        ViewPace pace = new ViewPace(20, () -> halved);
        assertEquals(Optional.empty(), pace.unlessFull());
        halved = true;
        pace.look();
        assertEquals(Optional.of(new ViewRate(10)), pace.unlessFull());
    }

    @Test
    void oneViewASecondIsNotHalved() {
        ViewPace pace = new ViewPace(1, () -> true);
        assertEquals(Optional.empty(), pace.look());
        assertEquals(1_000_000_000, pace.periodNanos());
    }
}
