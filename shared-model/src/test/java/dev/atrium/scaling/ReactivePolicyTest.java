package dev.atrium.scaling;

import static dev.atrium.scaling.Samples.at;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class ReactivePolicyTest {
    private final ReactivePolicy policy = new ReactivePolicy(ScalingNumbers.PRODUCTION);

    private int wanted(long seconds, int players, int running) {
        return policy.wantedHosts(at(seconds, players, 0, running));
    }

    @Test
    void betweenTheThresholdsNothingChanges() {
        assertEquals(4, wanted(0, 280, 4), "70 % is not above 70 %");
        assertEquals(4, wanted(60, 160, 4), "40 % is not below 40 %");
    }

    @Test
    void oneHostAtATimeAndThenTheCooldown() {
        assertEquals(4, wanted(0, 299, 3));
        assertEquals(4, policy.wantedHosts(at(60, 299, 0, 3, 1, List.of())));
        assertEquals(4, wanted(299, 400, 4));
        assertEquals(5, wanted(300, 400, 4));
        assertEquals(5, wanted(599, 0, 5));
        assertEquals(4, wanted(600, 0, 5));
    }

    @Test
    void neverFewerThanTheMinimumOrMoreThanTheMaximum() {
        assertEquals(2, wanted(0, 0, 2));
        assertEquals(10, wanted(60, 1_000, 10));
        assertEquals(2, wanted(120, 60, 1), "one host was lost and is replaced");
    }

    @Test
    void noHostLeavesWhoIsNeededAtOnce() {
        ScalingNumbers close = ScalingNumbers.PRODUCTION.with(new ThresholdNumbers(70, 69, 0));
        ReactivePolicy nervous = new ReactivePolicy(close);

        assertEquals(3, nervous.wantedHosts(at(0, 200, 0, 3)), "two would be full");
        assertEquals(2, nervous.wantedHosts(at(60, 140, 0, 3)));
    }
}
