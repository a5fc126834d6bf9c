package dev.atrium.scaling;

import static dev.atrium.scaling.Samples.at;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TargetTrackingPolicyTest {
    private final TargetTrackingPolicy policy = new TargetTrackingPolicy(ScalingNumbers.PRODUCTION);

    private int wanted(long seconds, int players, int running) {
        return policy.wantedHosts(at(seconds, players, 0, running));
    }

    @Test
    void asManyHostsAtOnceAsTheTargetWants() {
        assertEquals(6, wanted(0, 400, 4), "400 of 600 are less than 70 %");
        assertEquals(10, wanted(60, 5_000, 6));
    }

    @Test
    void theCooldownOfAScaleOutIsKept() {
        assertEquals(3, wanted(0, 200, 2));
        assertEquals(3, wanted(59, 400, 3));
        assertEquals(6, wanted(60, 400, 3));
    }

    @Test
    void hostsLeaveWhenFewerWereEnoughForAQuarterOfAnHour() {
        for (int minute = 0; minute < 14; minute++) {
            assertEquals(6, wanted(minute * 60L, minute == 0 ? 280 : 100, 6));
        }
        assertEquals(4, wanted(14 * 60, 100, 6), "280 players were there a moment ago");
        assertEquals(4, wanted(15 * 60, 100, 4), "the cooldown of scale-ins");
        assertEquals(2, wanted(19 * 60, 100, 4));
        assertEquals(2, wanted(60 * 60, 0, 2), "the minimum");
    }
}
