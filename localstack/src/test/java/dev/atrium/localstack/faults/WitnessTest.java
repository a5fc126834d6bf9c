package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WitnessTest {
    private final Witness witness = new Witness();

    @Test
    void gapsAreLookedForFromTheFaultOn() {
        assertTrue(witness.view(1, 1, 0, false, 1_000));
        assertTrue(witness.view(1, 2, 1, false, 9_000));
        witness.faultBegins(9_100);
        assertTrue(witness.view(1, 3, 2, false, 9_200));
        assertFalse(witness.sawNextOwner());
        assertTrue(witness.view(2, 1, 3, false, 12_200));
        assertTrue(witness.view(2, 2, 4, false, 12_300));

        assertTrue(witness.sawNextOwner());
        assertEquals(3_100, witness.recoveryNanos());
        assertEquals(3_000, witness.viewGapNanos());
        assertEquals(3_000, witness.acknowledgementGapNanos());
        assertEquals(4, witness.acknowledged());
        assertEquals(0, witness.wentBack() + witness.late() + witness.takenBack());
    }

    @Test
    void aViewThatGoesBackIsCounted() {
        witness.view(3, 7, 0, false, 1);
        witness.view(3, 7, 0, false, 2);
        witness.view(3, 6, 0, false, 3);

        assertEquals(2, witness.wentBack());
    }

    @Test
    void viewsOfAReplacedOwnerAreDroppedButTheirWordCounts() {
        witness.view(2, 1, 5, false, 1);

        assertFalse(witness.view(1, 900, 9, false, 2));

        assertEquals(1, witness.late());
        assertEquals(0, witness.wentBack());
        assertEquals(9, witness.acknowledged());
        assertEquals(2, witness.epoch());
    }

    @Test
    void whatComesOverASocketThatWasGivenUpIsNotShownButItsWordCounts() {
        witness.view(2, 9, 5, false, 1);

        assertFalse(witness.view(2, 8, 7, true, 2));

        assertEquals(0, witness.wentBack());
        assertEquals(7, witness.acknowledged());
    }

    @Test
    void aNextOwnerWhoKnowsLessIsCounted() {
        witness.view(1, 1, 5, false, 1);
        witness.view(2, 1, 4, false, 2);

        assertEquals(1, witness.takenBack());
        assertEquals(5, witness.acknowledged());
    }
}
