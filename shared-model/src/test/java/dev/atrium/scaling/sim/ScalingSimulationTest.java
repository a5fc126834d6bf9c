package dev.atrium.scaling.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.scaling.FleetSample;
import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.ScalingPolicy;
import dev.atrium.scaling.sim.LoadTrace.Stretch;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ScalingSimulationTest {
    private static final ScalingNumbers NUMBERS = ScalingNumbers.PRODUCTION;

    /** An hour of a host is one dollar. */
    private static final HostModel SMALL = new HostModel(100, 90, 90, 1_000_000);

    private static ScalingResult play(ScalingPolicy policy, Stretch... stretches) {
        LoadTrace trace = new LoadTrace(List.of(stretches), List.of());
        return ScalingSimulation.play(trace, SMALL, NUMBERS, policy);
    }

    private static LoadTrace random(long seed) {
        Random random = new Random(seed);
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            stretches.add(
                    new Stretch(
                            1 + random.nextInt(30),
                            random.nextInt(300),
                            60 + random.nextInt(600),
                            random.nextInt(8) == 0 ? random.nextInt(101) : 0));
        }
        return new LoadTrace(stretches, List.of());
    }

    @Test
    void twoHostsForAnHourCostTheirPrice() {
        ScalingResult result = play(sample -> 2, new Stretch(60, 6, 300, 0));

        assertEquals(2 * 3_600, result.hostSeconds());
        assertEquals(2_000_000, result.microDollars());
        assertEquals(360, result.players().placed());
        assertEquals(0, result.players().turnedAway());
        assertEquals(0, result.scaleUps() + result.scaleDowns());
    }

    @Test
    void whoComesToFullHostsIsRefused() {
        ScalingResult result = play(sample -> 2, new Stretch(1, 600, 3_600, 0));

        assertEquals(200, result.players().placed());
        assertEquals(400, result.players().refused());
        assertEquals(50, result.tightSecondsLongest(), "full in the second of six steps");
    }

    @Test
    void aHostThatStartsIsPaidForAndTakesNobodyYet() {
        ScalingPolicy three = sample -> 3;

        ScalingResult soon = play(three, new Stretch(1, 600, 3_600, 0));
        ScalingResult later =
                play(three, new Stretch(2, 0, 3_600, 0), new Stretch(1, 600, 3_600, 0));

        assertEquals(3 * 60, soon.hostSeconds());
        assertEquals(200, soon.players().placed());
        assertEquals(300, later.players().placed());
        assertEquals(1, later.scaleUps());
    }

    @Test
    void aHostThatDrainsTakesNobodyHandsOnAndIsGone() {
        List<FleetSample.Hosts> seen = new ArrayList<>();
        ScalingPolicy policy =
                sample -> {
                    seen.add(sample.hosts());
                    return sample.atSeconds() < 300 ? 3 : 2;
                };

        ScalingResult result =
                play(policy, new Stretch(5, 18, 3_600, 0), new Stretch(5, 0, 3_600, 0));

        assertEquals(new FleetSample.Hosts(3, 0, 0), seen.get(5));
        assertEquals(new FleetSample.Hosts(2, 0, 1), seen.get(6));
        assertEquals(new FleetSample.Hosts(2, 0, 0), seen.get(7));
        assertEquals(3 * 300 + 3 * 90 + 2 * 210, result.hostSeconds());
        assertEquals(90, result.players().staying(), "nobody was lost");
        assertEquals(1, result.scaleDowns());
    }

    @Test
    void survivorsTakeOverWhatTheyHavePlacesForAndLostHostsAreReplaced() {
        List<Integer> running = new ArrayList<>();
        ScalingPolicy policy =
                sample -> {
                    running.add(sample.hosts().running());
                    return 2;
                };

        ScalingResult result =
                play(policy, new Stretch(1, 150, 3_600, 0), new Stretch(5, 0, 3_600, 50));

        assertEquals(50, result.players().cutOff());
        assertEquals(List.of(2, 1, 1, 2, 2, 2), running);
        assertEquals(100, result.players().ended() + result.players().staying());
    }

    @Test
    void playersStayFromHalfTheMeanToOneAndAHalf() {
        Stretch come = new Stretch(1, 60, 600, 0);

        assertEquals(60, play(s -> 2, come, new Stretch(3, 0, 600, 0)).players().staying());
        assertEquals(0, play(s -> 2, come, new Stretch(16, 0, 600, 0)).players().staying());
        long half = play(s -> 2, come, new Stretch(10, 0, 600, 0)).players().staying();
        assertTrue(half > 20 && half < 35, "half " + half);
    }

    @Test
    void aPolicyThatKeepsNoBoundsIsABug() {
        for (int wanted : new int[] {1, 11}) {
            assertEquals(
                    "the policy wants " + wanted + " hosts",
                    assertThrows(
                                    IllegalStateException.class,
                                    () -> play(sample -> wanted, new Stretch(1, 0, 60, 0)))
                            .getMessage());
        }
    }

    @Test
    void onAnyTraceEveryPlayerAndEveryHostIsCountedOnce() {
        for (long seed = 1; seed <= 30; seed++) {
            LoadTrace trace = random(seed);
            long arriving =
                    trace.stretches().stream()
                            .mapToLong(s -> (long) s.minutes() * s.arrivalsPerMinute())
                            .sum();
            for (ComparedPolicy policy : ComparedPolicy.values()) {
                ScalingResult result =
                        ScalingSimulation.play(trace, SMALL, NUMBERS, policy.of(NUMBERS));
                ScalingResult.Players players = result.players();
                String of = "seed %d, %s".formatted(seed, policy);
                assertEquals(arriving, players.arrived(), of);
                assertEquals(players.arrived(), players.placed() + players.refused(), of);
                assertEquals(
                        players.placed(),
                        players.ended() + players.cutOff() + players.staying(),
                        of);
                long seconds = trace.minutes() * 60L;
                assertTrue(result.hostSeconds() >= 2 * seconds, of);
                assertTrue(result.hostsMost() <= 10, of);
                assertEquals(result.hostSeconds() * 1_000_000 / 3_600, result.microDollars(), of);
                assertEquals(
                        result,
                        ScalingSimulation.play(trace, SMALL, NUMBERS, policy.of(NUMBERS)),
                        of);
            }
        }
    }

    @Test
    void hostHoursAreTheSumOfWhatThePolicySees() {
        // Nobody starts for longer or drains within a minute when both take none: each minute is
        // then paid for as it was seen, with what was decided in it.
        HostModel instant = new HostModel(100, 0, 0, 1_000_000);
        for (long seed = 1; seed <= 10; seed++) {
            long[] sum = new long[1];
            ScalingPolicy reactive = ComparedPolicy.REACTIVE.of(NUMBERS);
            ScalingPolicy counting =
                    sample -> {
                        int wanted = reactive.wantedHosts(sample);
                        sum[0] += 60L * wanted;
                        return wanted;
                    };
            LoadTrace trace =
                    new LoadTrace(
                            random(seed).stretches().stream()
                                    .map(s -> new Stretch(s.minutes(), 100, s.staySeconds(), 0))
                                    .toList(),
                            List.of());
            ScalingResult result = ScalingSimulation.play(trace, instant, NUMBERS, counting);
            // A host that drains is paid for until the next step, in which it hands on.
            long draining = result.hostSeconds() - sum[0];
            assertEquals(10L * result.scaleDowns(), draining, "seed " + seed);
        }
    }
}
