package dev.atrium.host.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuRuleTest {
    private final CpuRule rule = new CpuRule();

    private LoadStep after(double... shares) {
        LoadStep step = LoadStep.NONE;
        for (double share : shares) {
            step = rule.check(share);
        }
        return step;
    }

    @Test
    void threeHotChecksInARowRefuseRooms() {
        assertEquals(LoadStep.NONE, after(0.95, 0.91));
        assertEquals(LoadStep.REFUSE_ROOMS, after(1.0));
    }

    @Test
    void ninetyPercentIsNotOverNinety() {
        assertEquals(LoadStep.NONE, after(0.90, 0.90, 0.90, 0.90));
    }

    @Test
    void oneCoolerCheckBeginsTheCountAnew() {
        assertEquals(LoadStep.NONE, after(0.95, 0.95, 0.85, 0.95, 0.95));
        assertEquals(LoadStep.REFUSE_ROOMS, after(0.95));
    }

    @Test
    void aHostThatStaysHotGoesThroughEveryStepInOrderAndStaysAtTheLast() {
        assertEquals(LoadStep.REFUSE_ROOMS, after(1, 1, 1));
        assertEquals(LoadStep.HALVE_VIEWS, after(1, 1, 1));
        assertEquals(LoadStep.CLOSE_WATCHERS, after(1, 1, 1));
        assertEquals(LoadStep.HAND_OVER, after(1, 1, 1));
        assertEquals(LoadStep.HAND_OVER, after(1, 1, 1));
    }

    @Test
    void itComesBackOnlyAfterThreeCoolChecks() {
        after(1, 1, 1);
        assertEquals(LoadStep.REFUSE_ROOMS, after(0.8, 0.8, 0.8, 0.8), "between: as it is");
        assertEquals(LoadStep.REFUSE_ROOMS, after(0.7, 0.7, 0.8, 0.7, 0.7));
        assertEquals(LoadStep.NONE, after(0.7));
        assertEquals(LoadStep.NONE, after(0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN})
    void aMachineThatDoesNotSayIsNeitherHotNorCool(double unknown) {
        assertEquals(LoadStep.NONE, after(unknown, unknown, unknown));
        after(1, 1, 1);
        assertEquals(LoadStep.REFUSE_ROOMS, after(unknown, unknown, unknown, unknown));
    }
}
