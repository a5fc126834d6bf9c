package dev.atrium.host.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

class LoopRuleTest {
    private final LoopRule rule = new LoopRule();

    private LoadStep seconds(int count, double busyShare) {
        LoadStep step = LoadStep.NONE;
        for (int i = 0; i < count; i++) {
            step = rule.second(busyShare, false);
        }
        return step;
    }

    @Test
    void threeBusySecondsRefuseRooms() {
        assertEquals(LoadStep.NONE, seconds(2, 0.85));
        assertEquals(LoadStep.REFUSE_ROOMS, seconds(1, 0.85));
        assertEquals(LoadStep.REFUSE_ROOMS, seconds(60, 0.85), "not busy enough for the next");
    }

    @Test
    void aBurstOfTwoSecondsDoesNothing() {
        for (int i = 0; i < 20; i++) {
            assertEquals(LoadStep.NONE, seconds(2, 1));
            assertEquals(LoadStep.NONE, seconds(1, 0.5));
        }
    }

    @Test
    void everyStepIsTakenInOrderWithThreeSecondsBetween() {
        assertEquals(LoadStep.REFUSE_ROOMS, seconds(3, 1));
        assertEquals(LoadStep.HALVE_VIEWS, seconds(3, 1));
        assertEquals(LoadStep.CLOSE_WATCHERS, seconds(3, 1));
        assertEquals(LoadStep.HAND_OVER, seconds(3, 1));
        assertEquals(LoadStep.HAND_OVER, seconds(30, 1));
    }

    @Test
    void slippingClocksCountHoweverIdleTheLoopSeems() {
        assertEquals(LoadStep.NONE, rule.second(0.1, true));
        assertEquals(LoadStep.NONE, rule.second(0.1, true));
        assertEquals(LoadStep.REFUSE_ROOMS, rule.second(0.1, true));
    }

    @Test
    void itLetsGoOnlyAfterTenCalmSecondsOneStepAtATime() {
        seconds(6, 1);
        assertEquals(LoadStep.HALVE_VIEWS, seconds(100, 0.55), "calm enough for no step down");
        assertEquals(LoadStep.HALVE_VIEWS, seconds(9, 0.4));
        assertEquals(LoadStep.REFUSE_ROOMS, seconds(1, 0.4));
        assertEquals(LoadStep.REFUSE_ROOMS, seconds(9, 0.4));
        assertEquals(LoadStep.NONE, seconds(1, 0.4));
        assertEquals(LoadStep.NONE, seconds(100, 0));
    }

    @Test
    void halvingTheViewsDoesNotSwingBackAndForth() {
        // A load whose views are half of all work: 1.0 whole, 0.75 with every other view.
        LoadStep step = LoadStep.NONE;
        int changes = 0;
        for (int second = 0; second < 600; second++) {
            double busy = step.includes(LoadStep.HALVE_VIEWS) ? 0.75 : 1.0;
            LoadStep next = rule.second(busy, false);
            changes += next == step ? 0 : 1;
            step = next;
        }
        assertEquals(LoadStep.HALVE_VIEWS, step);
        assertEquals(2, changes);
    }

    @Test
    void itNeverSkipsAStepWhateverComes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LoadStep step = LoadStep.NONE;
        for (int i = 0; i < 20_000; i++) {
            double busy = i / 50 % 2 == 0 ? 0.5 + random.nextDouble() : random.nextDouble() / 2;
            LoadStep next = rule.second(busy, random.nextInt(50) == 0);
            assertTrue(
                    next == step || next == step.next() || next == step.previous(), "seed " + seed);
            step = next;
        }
    }
}
