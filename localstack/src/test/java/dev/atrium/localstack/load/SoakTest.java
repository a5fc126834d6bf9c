package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

class SoakTest {
    private static SoakSamples.Sample sample(int second, double heapMiB, int rooms, long keys) {
        return new SoakSamples.Sample(second, heapMiB, rooms, keys, second);
    }

    private static Optional<String> growth(
            int seconds, IntToDoubleFunction heapMiB, IntToDoubleFunction keys) {
        SoakSamples samples = new SoakSamples();
        for (int second = 5; second <= seconds; second += 5) {
            samples.add(
                    sample(
                            second,
                            heapMiB.applyAsDouble(second),
                            30,
                            (long) keys.applyAsDouble(second)));
        }
        return samples.growth(40);
    }

    @Test
    void whatIsLevelButForItsNoiseDoesNotGrow() {
        assertEquals(
                Optional.empty(),
                growth(300, second -> 30 + second % 3, second -> 70 + second % 15));
    }

    @Test
    void growthBeforeItIsSteadyIsNone() {
        assertEquals(
                Optional.empty(),
                growth(300, second -> Math.min(second, 40), second -> Math.min(2 * second, 80)));
    }

    @Test
    void aHeapThatGrowsIsNamed() {
        String grows = growth(300, second -> 30 + second / 10.0, second -> 70).orElseThrow();

        assertTrue(grows.startsWith("the heap grows: "), grows);
    }

    @Test
    void keysThatGrowAreNamed() {
        String grows = growth(300, second -> 30, second -> 2.0 * second).orElseThrow();

        assertTrue(grows.startsWith("the keys grow: "), grows);
    }

    @Test
    void tooFewSamplesTellNothing() {
        assertEquals(Optional.empty(), growth(60, second -> second, second -> second));
    }

    @Test
    void whatStaysWhenAllIsOverIsNamed() {
        SoakSamples.Sample before = sample(0, 20, 0, 1);

        assertEquals(Optional.empty(), SoakSamples.leftOver(before, sample(99, 90, 0, 1)));
        assertEquals(
                Optional.of("3 rooms are still in memory"),
                SoakSamples.leftOver(before, sample(99, 20, 3, 1)));
        assertEquals(
                Optional.of("9 keys are still in Redis, 1 were there before"),
                SoakSamples.leftOver(before, sample(99, 20, 0, 9)));
    }

    @Test
    void argumentsHaveDefaultsAndRanges() {
        assertEquals(new SoakOptions(300, 60, 100, 30), SoakOptions.parse(List.of()));
        SoakOptions options =
                SoakOptions.parse(
                        List.of(
                                "--seconds",
                                "7",
                                "--matches-per-minute",
                                "9",
                                "--speed",
                                "20",
                                "--kept-seconds",
                                "8"));
        assertEquals(new SoakOptions(7, 9, 20, 8), options);
        assertEquals(1, options.matches());
        assertEquals(
                "--speed=0 (allowed: 1-1000)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SoakOptions.parse(List.of("--speed", "0")))
                        .getMessage());
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SoakOptions.parse(List.of("--fast")))
                        .getMessage()
                        .startsWith("unknown --fast; usage: "));
    }

    @Test
    void theLiveHeapIsTheTotalOfTheHistogram() {
        assertEquals(
                24.0,
                LiveHeap.mebibytes(
                        List.of(
                                " num     #instances         #bytes  class name",
                                "   1:         31412        3056120  [B",
                                "Total        426021       25165824")));
        assertThrows(IllegalStateException.class, () -> LiveHeap.mebibytes(List.of("12:")));
    }
}
