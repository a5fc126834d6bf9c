package dev.atrium.scaling.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.scaling.FleetSample;
import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.ScalingPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** What the predictive policy promises against the reactive one. */
class PolicyPromiseTest {
    private static final ScalingNumbers NUMBERS = ScalingNumbers.PRODUCTION;

    /** Seeds that nobody looked at when the numbers were chosen. */
    private static final long OTHER_SEEDS_FROM = 5_001;

    private static final int OTHER_SEEDS = 20;

    private static boolean atMostHalf(long predictive, long reactive) {
        return reactive > 0 && 2 * predictive <= reactive;
    }

    @ParameterizedTest
    @EnumSource
    void atMostHalfIsRefusedAtNoMoreCostOnTheCommittedTraces(TraceKind kind) {
        ScalingResult reactive = ComparedPolicy.REACTIVE.play(kind.committed(), NUMBERS);
        ScalingResult predictive = ComparedPolicy.PREDICTIVE.play(kind.committed(), NUMBERS);

        assertTrue(reactive.players().refused() >= 1_000, "hard enough: " + reactive);
        String both = "%s%n%s".formatted(reactive, predictive);
        assertTrue(atMostHalf(predictive.players().refused(), reactive.players().refused()), both);
        assertTrue(
                atMostHalf(predictive.players().turnedAway(), reactive.players().turnedAway()),
                both);
        assertTrue(predictive.hostSeconds() <= reactive.hostSeconds(), both);
    }

    /**
     * The promise is no accident of a seed. It never costs more; that at most half are turned away
     * holds always where the crowd can be foreseen or is slower than a host starts, and of outages
     * mostly: for what a lost zone takes at once, and before a host can start, no policy has more
     * than its reserve.
     */
    @ParameterizedTest
    @EnumSource
    void soItIsOnTracesThatAreNotCommitted(TraceKind kind) {
        int kept = 0;
        List<String> broken = new ArrayList<>();
        for (long seed = OTHER_SEEDS_FROM; seed < OTHER_SEEDS_FROM + OTHER_SEEDS; seed++) {
            LoadTrace trace = kind.generate(seed);
            ScalingResult reactive = ComparedPolicy.REACTIVE.play(trace, NUMBERS);
            ScalingResult predictive = ComparedPolicy.PREDICTIVE.play(trace, NUMBERS);
            boolean dearer = predictive.hostSeconds() > reactive.hostSeconds();
            assertTrue(!dearer, "seed %d%n%s%n%s".formatted(seed, reactive, predictive));
            boolean half =
                    atMostHalf(predictive.players().turnedAway(), reactive.players().turnedAway());
            kept += half ? 1 : 0;
            if (!half) {
                broken.add("seed %d: %s %s".formatted(seed, reactive, predictive));
            }
        }
        int least = kind == TraceKind.REGIONAL_OUTAGE ? OTHER_SEEDS * 4 / 5 : OTHER_SEEDS;
        assertTrue(kept >= least, kept + " of " + OTHER_SEEDS + ": " + broken);
    }

    @Test
    void thePolicyCannotSeeTheFuture() {
        LoadTrace whole = TraceKind.FLASH_CROWD.committed();
        LoadTrace begun = new LoadTrace(whole.stretches().subList(0, 600), whole.events());

        List<Integer> all = decisions(whole);
        List<Integer> first = decisions(begun);

        assertTrue(first.size() > 2_000, "past the tournament: " + first.size());
        assertEquals(all.subList(0, first.size()), first);
    }

    private static List<Integer> decisions(LoadTrace trace) {
        List<Integer> decisions = new ArrayList<>();
        ScalingPolicy predictive = ComparedPolicy.PREDICTIVE.of(NUMBERS);
        ScalingPolicy noting =
                (FleetSample sample) -> {
                    decisions.add(predictive.wantedHosts(sample));
                    return decisions.getLast();
                };
        ScalingSimulation.play(trace, HostModel.PRODUCTION, NUMBERS, noting);
        return decisions;
    }
}
