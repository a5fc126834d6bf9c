package dev.atrium.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.OptionalLong;
import java.util.Random;

class WideningTest {
    @Test
    void itWidensByAStepAtATimeUpToItsEnd() {
        Widening widening = new Widening(100, 40, 2_000, 210);

        assertEquals(100, widening.at(-5));
        assertEquals(100, widening.at(0));
        assertEquals(100, widening.at(1_999));
        assertEquals(140, widening.at(2_000));
        assertEquals(180, widening.at(5_999));
        assertEquals(210, widening.at(6_000), "the last step is shorter");
        assertEquals(210, widening.at(Long.MAX_VALUE));
    }

    @Test
    void theNextStepIsToldUntilThereIsNone() {
        Widening widening = new Widening(100, 40, 2_000, 210);

        assertEquals(OptionalLong.of(2_000), widening.nextAfter(-1));
        assertEquals(OptionalLong.of(2_000), widening.nextAfter(0));
        assertEquals(OptionalLong.of(2_000), widening.nextAfter(1_999));
        assertEquals(OptionalLong.of(4_000), widening.nextAfter(2_000));
        assertEquals(OptionalLong.of(6_000), widening.nextAfter(4_000));
        assertEquals(OptionalLong.empty(), widening.nextAfter(6_000));
        assertEquals(OptionalLong.empty(), widening.nextAfter(Long.MAX_VALUE));
    }

    @Test
    void onesThatStandStillNeverWiden() {
        assertEquals(OptionalLong.empty(), new Widening(5, 0, 1, 9).nextAfter(1_000));
        assertEquals(5, new Widening(5, 0, 1, 9).at(1_000));
        assertEquals(OptionalLong.empty(), new Widening(5, 3, 1, 5).nextAfter(0));
        assertEquals(OptionalLong.empty(), Widening.UNLIMITED.nextAfter(0));
        assertTrue(Widening.UNLIMITED.isUnlimited());
        assertFalse(new Widening(0, 1, 1, Integer.MAX_VALUE).isUnlimited());
    }

    @Test
    void betweenWhatIsToldAsNextNothingChangesAndThenItDoes() {
        Random random = new Random(7);
        for (int run = 0; run < 2_000; run++) {
            int start = random.nextInt(50);
            Widening widening =
                    new Widening(
                            start,
                            random.nextInt(20),
                            1 + random.nextInt(30),
                            start + random.nextInt(100));
            long waited = random.nextInt(300);
            OptionalLong next = widening.nextAfter(waited);
            if (next.isPresent()) {
                assertTrue(next.getAsLong() > waited, widening + " at " + waited);
                assertEquals(widening.at(waited), widening.at(next.getAsLong() - 1));
                assertTrue(widening.at(next.getAsLong()) > widening.at(waited));
            } else {
                assertEquals(widening.at(waited), widening.at(1_000_000));
            }
        }
    }

    @Test
    void wideningsThatMeanNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Widening(-1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Widening(1, -1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Widening(2, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Widening(1, 1, 0, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Widening(1, 1, Widening.EVERY_MS_MAX + 1, 1));
    }
}
