package dev.atrium.cdk.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.cdk.stage.Stage;
import dev.atrium.scaling.sim.HostModel;
import dev.atrium.scaling.sim.LoadTrace;
import dev.atrium.scaling.sim.TraceKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

class CostModelTest {
    private static final double CENT = 0.01;
    private static final Shape PROD = Shape.of(Stage.PROD);

    private static Load party(int players) {
        return new Load(Play.PARTY, players, Load.MEAN_PERCENT, 1);
    }

    @Test
    void hostsCostWhatTheSimulatorOfScalingTakesThemToCost() {
        assertEquals(
                HostModel.PRODUCTION.microDollarsPerHour() / 1e6,
                CostModel.hostHour(Stage.PROD.hosts()),
                1e-9);
    }

    @Test
    void sixNodesOfProdAreSixTimesTheirPrice() {
        double nodes = CostModel.bill(PROD, party(1_000)).of(CostModel.CACHE);
        assertEquals(6 * 0.1752 * 730, nodes, CENT);
        double smaller =
                CostModel.bill(PROD.withNodes("cache.t4g.medium"), party(1_000))
                        .of(CostModel.CACHE);
        assertEquals(6 * 0.052 * 730, smaller, CENT);
    }

    @Test
    void aFewPlayersStillWantTheLeastHosts() {
        assertEquals(Stage.PROD.hosts().min(), CostModel.hostsInTheMean(PROD, party(1)));
        assertEquals(2, CostModel.hostsAtPeak(PROD, party(1)));
        // 1,600 places, of which 75 % are filled.
        assertEquals(2, CostModel.hostsAtPeak(PROD, party(2_400)));
        assertEquals(3, CostModel.hostsAtPeak(PROD, party(2_401)));
        // Half the processors, half the places.
        assertEquals(4, CostModel.hostsAtPeak(Shape.of(Stage.STAGING), party(2_400)));
    }

    @Test
    void dataOutIsPaidInSteps() {
        assertEquals(0, CostModel.out(0), CENT);
        assertEquals(90, CostModel.out(1_000), CENT);
        assertEquals(921.60 + 85, CostModel.out(11_240), CENT);
        assertEquals(921.60 + 3_481.60 + 7, CostModel.out(51_300), CENT);
        assertEquals(921.60 + 3_481.60 + 7_168 + 5, CostModel.out(153_700), CENT);
    }

    @Test
    void requestsAreThoseOfMatchesAndSessions() {
        // One player all month: 730 hours of six games and two sessions each.
        Load one = new Load(Play.PARTY, 1, 100, 1);
        assertEquals(4_380, one.seatsPlayed(), 1e-6);
        assertEquals(1_460, one.sessions(), 1e-6);
        assertEquals((4_380 * 48 + 1_460 * 8) / 1e6, one.millionWrites(), 1e-9);
        assertEquals((4_380 * 44 + 1_460 * 21) / 1e6, one.millionReads(), 1e-9);
        double requests = CostModel.bill(PROD, one).of(CostModel.REQUESTS);
        assertEquals(0.625 * one.millionWrites() + 0.125 * one.millionReads(), requests, 1e-9);
    }

    @Test
    void hourlyCopiesAreFullOnes() {
        Load load = party(10_000);
        double kept = load.gigabytesKept();
        double all = CostModel.bill(PROD, load).of(CostModel.COPIES);
        double daily = CostModel.bill(PROD.with(Shape.Copies.DAILY), load).of(CostModel.COPIES);
        assertEquals(7 * 24 * kept * 0.10, all - daily, CENT);
        assertEquals(12 * kept, new Load(Play.PARTY, 10_000, 35, 12).gigabytesKept(), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"party", "arena"})
    void morePlayersCostMoreAndLessForEach(String label) {
        Play play = Play.of(label);
        double last = 0;
        double lastForEach = Double.MAX_VALUE;
        for (int players : new int[] {100, 1_000, 10_000, 100_000, 1_000_000}) {
            double total = CostModel.bill(PROD, new Load(play, players, 35, 1)).total();
            assertTrue(total > last, label + " " + players);
            assertTrue(total / players < lastForEach, label + " " + players);
            last = total;
            lastForEach = total / players;
        }
    }

    @Test
    void smallerNodesAndFewerCopiesAreUnderTheSourcesFigures() {
        Shape small = PROD.with(Shape.Copies.WEEKLY).withNodes("cache.t4g.medium").withOneNat();
        for (SourceFigure figure : List.of(SourceFigure.THOUSAND, SourceFigure.TEN_THOUSAND)) {
            Load load = party(figure.players());
            assertTrue(CostModel.bill(small, load).total() < figure.dollars(), figure.name());
        }
    }

    @Test
    void aSecondRegionCostsWhatIsThereAnywayAndEachWriteOnceMore() {
        Load load = party(10_000);
        Bill one = CostModel.bill(PROD, load);
        Bill two = TwoRegions.bill(PROD, load);
        assertEquals(2 * one.of(CostModel.CACHE), two.of(CostModel.CACHE), CENT);
        assertEquals(2 * one.of(CostModel.STORED), two.of(CostModel.STORED), CENT);
        assertEquals(one.of(CostModel.COPIES), two.of(CostModel.COPIES), CENT);
        assertEquals(one.of(CostModel.REQUESTS), two.of(CostModel.REQUESTS), CENT);
        assertEquals(0.625 * load.millionWrites(), two.of(TwoRegions.REPLICATED), CENT);
        assertTrue(two.total() > one.total());
        assertTrue(two.total() < 2 * one.total());
    }

    @Test
    void theMeanIsNotBelowThatOfTheCommittedDayCurve() {
        double[] players = playersByMinute(TraceKind.DAY_CURVE.committed());
        double mean = mean(players, 0, players.length);
        double busiestHour =
                IntStream.range(0, players.length / 60)
                        .mapToDouble(hour -> mean(players, hour * 60, hour * 60 + 60))
                        .max()
                        .orElseThrow();
        double percent = 100 * mean / busiestHour;
        assertEquals(34, percent, 0.5);
        assertTrue(Load.MEAN_PERCENT >= percent);
    }

    /** Who came within the mean stay before. */
    private static double[] playersByMinute(LoadTrace trace) {
        List<LoadTrace.Stretch> minutes =
                trace.stretches().stream()
                        .flatMap(each -> IntStream.range(0, each.minutes()).mapToObj(i -> each))
                        .toList();
        double[] players = new double[minutes.size()];
        for (int at = 0; at < players.length; at++) {
            int stay = minutes.get(at).staySeconds() / 60;
            for (int back = Math.max(0, at - stay + 1); back <= at; back++) {
                players[at] += minutes.get(back).arrivalsPerMinute();
            }
        }
        return players;
    }

    private static double mean(double[] values, int from, int until) {
        return IntStream.range(from, until).mapToDouble(i -> values[i]).average().orElseThrow();
    }

    @Test
    void pricesSayWhatTheyAreAndAreThereOnce() {
        assertFalse(Prices.all().isEmpty());
        assertEquals(
                Prices.all().size(),
                Prices.all().stream().map(p -> p.name() + p.unit()).distinct().count());
        for (Price price : Prices.all()) {
            assertTrue(price.dated().contains("2025"), price.name());
            assertTrue(price.source().startsWith("aws.amazon.com/"), price.name());
        }
        for (Stage stage : Stage.all()) {
            assertTrue(Prices.node(stage.cache().nodeType()).dollars() > 0);
        }
        assertThrows(IllegalArgumentException.class, () -> Prices.node("cache.x1.none"));
        assertThrows(IllegalArgumentException.class, () -> new Price("a", "b", -1, "c", "d", "e"));
    }
}
