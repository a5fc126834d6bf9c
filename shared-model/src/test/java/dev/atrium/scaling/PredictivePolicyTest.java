package dev.atrium.scaling;

import static dev.atrium.scaling.Samples.at;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class PredictivePolicyTest {
    private static final int HOUR = 3_600;
    private static final int DAY = 24 * HOUR;

    private static final ScalingNumbers NO_FLOOR =
            new ScalingNumbers(
                    2,
                    10,
                    ScalingNumbers.PRODUCTION.thresholds(),
                    ScalingNumbers.PRODUCTION.tracking(),
                    ScalingNumbers.PRODUCTION.forecast(),
                    new DailyFloor(0, 1, 0));

    private final PredictivePolicy policy = new PredictivePolicy(NO_FLOOR);

    /** Steady arrivals that keep so many players, five minutes each. */
    private int steady(long fromSeconds, int minutes, int players, int running) {
        int wanted = running;
        for (int minute = 0; minute < minutes; minute++) {
            wanted =
                    policy.wantedHosts(
                            at(fromSeconds + minute * 60L, players, players / 5, running));
        }
        return wanted;
    }

    @Test
    void aSteadyLoadKeepsTheHostsThatItFills() {
        assertEquals(4, steady(0, 60, 300, 4), "300 of 400 are 75 %");
        assertEquals(5, steady(HOUR, 1, 301, 4));
    }

    @Test
    void hostsAreWantedBeforePlayersAreThere() {
        steady(0, 30, 150, 2);

        // Players are as many as before, but three times as many have begun to come.
        int wanted = policy.wantedHosts(at(1_800, 150, 90, 2));

        assertTrue(wanted >= 5, "wanted " + wanted);
    }

    @Test
    void whoIsRefusedIsSeenToo() {
        steady(0, 30, 200, 2);

        FleetSample full =
                new FleetSample(
                        1_800, 200, 200, 160, new FleetSample.Hosts(2, 0, 0), 100, List.of());

        assertTrue(policy.wantedHosts(full) >= 5);
    }

    @Test
    void theCrowdOfEarlierDaysIsExpectedAtItsHour() {
        ScalingNumbers numbers = NO_FLOOR;
        PredictivePolicy learnt = new PredictivePolicy(numbers);
        int before = 0;
        int early = 0;
        for (long seconds = 0; seconds < 3L * DAY; seconds += 60) {
            long of = seconds % DAY;
            boolean crowd = of >= 18 * HOUR && of < 19 * HOUR;
            int players = crowd ? 500 : 150;
            int wanted = learnt.wantedHosts(at(seconds, players, players / 5, 2));
            if (seconds == 18L * HOUR - 180) {
                before = wanted;
            }
            if (seconds == 2L * DAY + 18L * HOUR - 180) {
                early = wanted;
            }
        }

        assertEquals(2, before, "nothing is known of the first day");
        assertTrue(early >= 4, "early " + early);
    }

    @Test
    void anAnnouncedEventFindsItsHosts() {
        AnnouncedEvent event = new AnnouncedEvent(0, 2 * HOUR, 3 * HOUR, 600);
        for (long seconds = 0; seconds < 4L * HOUR; seconds += 60) {
            List<AnnouncedEvent> known =
                    seconds < event.untilSeconds() ? List.of(event) : List.of();
            int wanted = policy.wantedHosts(at(seconds, 100, 20, 2, 0, known));
            boolean soon = seconds > 2 * HOUR - 300 && seconds < 3 * HOUR;
            assertEquals(soon ? 8 : 2, wanted, "at " + seconds);
        }
    }

    @Test
    void theFloorOfTheHourIsKept() {
        PredictivePolicy floored = new PredictivePolicy(ScalingNumbers.PRODUCTION);

        assertEquals(2, floored.wantedHosts(at(16L * HOUR, 0, 0, 2)));
        assertEquals(3, floored.wantedHosts(at(17L * HOUR - 300, 0, 0, 2)));
        assertEquals(3, floored.wantedHosts(at(21L * HOUR, 0, 0, 2)));
    }

    @Test
    void hostsLeaveWhenFewerWereEnoughForAWhile() {
        steady(0, 30, 450, 6);

        assertEquals(6, steady(1_800, 4, 150, 6));
        assertTrue(steady(2_040, 60, 150, 6) <= 3);
    }

    @Test
    void neverOutOfBoundsAndNeverFewerThanAreUsed() {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            PredictivePolicy any = new PredictivePolicy(ScalingNumbers.PRODUCTION);
            for (int minute = 0; minute < 3_000; minute++) {
                int running = 1 + random.nextInt(10);
                int players = random.nextInt(running * Samples.PLACES + 1);
                int arrived = random.nextInt(2_000);
                int wanted = any.wantedHosts(at(minute * 60L, players, arrived, running));
                String when = "seed %d, minute %d".formatted(seed, minute);
                assertTrue(wanted >= 2 && wanted <= 10, when);
                assertTrue(wanted * Samples.PLACES >= players, when);
            }
        }
    }

    @Test
    void samplesComeByRisingTime() {
        policy.wantedHosts(at(60, 0, 0, 2));

        assertEquals(
                "atSeconds=60 (allowed: more than 60)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> policy.wantedHosts(at(60, 0, 0, 2)))
                        .getMessage());
    }
}
