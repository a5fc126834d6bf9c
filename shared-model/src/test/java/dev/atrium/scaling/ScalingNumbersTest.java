package dev.atrium.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;

class ScalingNumbersTest {
    private static final ScalingNumbers GOOD = ScalingNumbers.PRODUCTION;

    private static String refusal(Executable made) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, made).getMessage());
    }

    private static Executable hosts(int least, int most) {
        return () ->
                new ScalingNumbers(
                        least,
                        most,
                        GOOD.thresholds(),
                        GOOD.tracking(),
                        GOOD.forecast(),
                        GOOD.floor());
    }

    @Test
    void productionIsTwoToTenHosts() {
        assertEquals(2, GOOD.hostsMin());
        assertEquals(10, GOOD.hostsMax());
        assertEquals(2, GOOD.within(-5));
        assertEquals(7, GOOD.within(7));
        assertEquals(10, GOOD.within(11));
    }

    @Test
    void numbersOutOfTheirRangeAreNamedWithIt() {
        assertEquals("hostsMin=0 (allowed: 1 to 10)", refusal(hosts(0, 10)));
        assertEquals("hostsMin=4 (allowed: 1 to 3)", refusal(hosts(4, 3)));
        assertEquals("hostsMax=1001 (allowed: 1 to 1000)", refusal(hosts(2, 1_001)));
        assertEquals("floor.hosts=3 (allowed: 0 to 2)", refusal(hosts(1, 2)));
        assertEquals(
                "scaleUpPercent=101 (allowed: 2 to 100)",
                refusal(() -> new ThresholdNumbers(101, 40, 300)));
        assertEquals(
                "scaleDownPercent=70 (allowed: 1 to 69)",
                refusal(() -> new ThresholdNumbers(70, 70, 300)));
        assertEquals(
                "cooldownSeconds=-1 (allowed: 0 to 3600)",
                refusal(() -> new ThresholdNumbers(70, 40, -1)));
        assertEquals(
                "targetPercent=96 (allowed: 10 to 95)",
                refusal(() -> new TrackingNumbers(96, 60, 300, 900)));
        assertEquals(
                "scaleInAfterSeconds=59 (allowed: 60 to 3600)",
                refusal(() -> new TrackingNumbers(70, 60, 300, 59)));
        assertEquals(
                "leadSeconds=59 (allowed: 60 to 1800)",
                refusal(() -> new ForecastNumbers(59, 75, 200, 900, 300)));
        assertEquals(
                "scaleInLookSeconds=299 (allowed: 300 to 3600)",
                refusal(() -> new ForecastNumbers(300, 75, 200, 299, 300)));
        assertEquals(
                "untilMinute=60 (allowed: 61 to 1440)", refusal(() -> new DailyFloor(60, 60, 3)));
        assertEquals(
                "fromSeconds=9 (allowed: 10 to 9223372036854775807)",
                refusal(() -> new AnnouncedEvent(10, 9, 20, 1)));
    }

    @Test
    void theFloorHoldsInItsHoursOfEveryDay() {
        DailyFloor floor = new DailyFloor(60, 120, 4);

        assertEquals(0, floor.at(3_599));
        assertEquals(4, floor.at(3_600));
        assertEquals(4, floor.at(86_400 + 7_199));
        assertEquals(0, floor.at(86_400 + 7_200));
    }

    @Test
    void nobodyIsToldOfAnEventBeforeItIsAnnounced() {
        AnnouncedEvent event = new AnnouncedEvent(100, 200, 300, 50);

        assertEquals(List.of(event), Samples.at(100, 0, 0, 2, 0, List.of(event)).announced());
        assertEquals(
                "announced at 100, after 99",
                refusal(() -> Samples.at(99, 0, 0, 2, 0, List.of(event))));
    }
}
