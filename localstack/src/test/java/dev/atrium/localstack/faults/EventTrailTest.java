package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EventTrailTest {
    private static final boolean WHOLE = true;
    private static final boolean DELTA = false;
    private static final boolean GONE = true;
    private static final boolean OTHER = false;

    private final EventTrail trail = new EventTrail();

    private void in() {
        trail.entered();
        // Of what was before the first frame nobody knows.
        trail.event(1, 3, OTHER);
        trail.frame(1, 9, WHOLE, 2);
    }

    private void found(int missing, int twice, int leftOut) {
        assertEquals(
                "missing %d, twice %d, left out %d".formatted(missing, twice, leftOut),
                "missing %d, twice %d, left out %d"
                        .formatted(trail.missing(), trail.twice(), trail.viewsLeftOut()));
    }

    @Test
    void framesWithTheirEventsAndEventsByThemselvesLeaveNoHole() {
        in();
        trail.frame(1, 10, DELTA, 0);
        trail.frame(1, 13, DELTA, 2);
        trail.event(1, 14, OTHER);
        trail.frame(1, 16, DELTA, 1);
        trail.event(1, 17, OTHER);
        trail.frame(1, 18, WHOLE, 0);

        found(0, 0, 0);
        assertEquals(1, trail.epoch());
        assertEquals(18, trail.sequence());
    }

    @Test
    void anEventThatDidNotComeIsMissing() {
        in();
        trail.frame(1, 11, DELTA, 0);

        found(1, 0, 0);
    }

    @Test
    void anEventThatComesInAFrameAndByItselfIsFound() {
        in();
        trail.event(1, 10, OTHER);
        trail.frame(1, 11, DELTA, 1);

        found(0, 1, 0);
    }

    @Test
    void anEventThatComesByItselfTwiceIsFound() {
        in();
        trail.event(1, 10, OTHER);
        trail.event(1, 10, OTHER);

        found(0, 1, 0);
    }

    @Test
    void aWholeFrameMayStandForViewsThatWereLeftOut() {
        in();
        trail.frame(1, 12, WHOLE, 0);
        trail.frame(1, 13, DELTA, 0);

        found(0, 0, 2);
    }

    @Test
    void aViewThatComesBehindALaterEventIsCountedOnce() {
        in();
        trail.event(1, 11, OTHER);
        trail.frame(1, 10, DELTA, 0);
        trail.frame(1, 12, DELTA, 0);

        found(0, 0, 0);
        assertEquals(12, trail.sequence());
    }

    @Test
    void whoIsToldAllThatHeMissedHasNoHoleFromTheWordThatHeWasGone() {
        in();
        // Two views went to the socket that was closing.
        trail.resumed(true, 2);
        trail.event(1, 12, GONE);
        trail.event(1, 13, OTHER);
        trail.frame(1, 15, WHOLE, 1);
        trail.frame(1, 16, DELTA, 0);

        found(0, 0, 0);
        assertEquals(1, trail.resumed());
        assertEquals(1, trail.complete());
        assertEquals(2, trail.again());
    }

    @Test
    void aHoleBehindTheWordThatHeWasGoneIsFound() {
        in();
        trail.resumed(true, 2);
        trail.event(1, 12, GONE);
        trail.event(1, 14, OTHER);
        trail.frame(1, 16, WHOLE, 1);

        found(1, 0, 0);
    }

    @Test
    void eventsThatWerePromisedMustComeBeforeTheNextFrame() {
        in();
        trail.resumed(true, 3);
        trail.event(1, 12, OTHER);
        trail.frame(1, 15, WHOLE, 0);

        found(2, 0, 0);
    }

    @Test
    void anEventThatHeHadAndIsToldAgainIsFound() {
        in();
        trail.resumed(true, 1);
        trail.event(1, 9, OTHER);

        found(0, 1, 0);
    }

    @Test
    void anotherOwnersStreamBeginsAnewAndOwesNothingBeforeItsFirstFrame() {
        in();
        trail.resumed(false, 0);
        trail.event(2, 2, OTHER);
        trail.frame(2, 4, WHOLE, 0);
        trail.frame(2, 5, DELTA, 0);

        found(0, 0, 0);
        assertEquals(2, trail.epoch());
        assertEquals(5, trail.sequence());
        assertEquals(1, trail.resumed());
        assertEquals(0, trail.complete());
    }
}
