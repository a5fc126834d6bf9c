package dev.atrium.localstack.matchsim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.matchsim.MatchSimulation.Ending;
import dev.atrium.match.MatchRules;
import dev.atrium.match.MatchRulesFile;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

class MatchSimulationTest {
    private static final MatchRules BLITZ = MatchRulesFile.shipped().of("arena.blitz");

    private static MatchSimulation.Result play(MatchRules rules, String... lines) {
        return MatchSimulation.play(
                rules,
                IntStream.range(0, lines.length)
                        .mapToObj(i -> TraceFile.parse(lines[i], i))
                        .toList());
    }

    @Test
    void everybodyEndsAsTheRulesOfBlitzSay() {
        MatchSimulation.Result result =
                play(
                        BLITZ,
                        "1000,1,1,1500,false,0,",
                        "4000,1,3,1500,false,0,",
                        "100000,1,2,1500,true,0,",
                        "200000,1,1,1500,false,30000,eu=20",
                        "400000,1,1,1500,true,9000,ap=120",
                        "500000,1,1,1500,false,0,");

        assertEquals(
                List.of(
                        new Ending.Matched(0, 13_000),
                        new Ending.Matched(0, 10_000),
                        new Ending.Matched(1, 5_000),
                        new Ending.Cancelled(),
                        // No region of his is near enough before.
                        new Ending.Matched(2, 5_000),
                        new Ending.Waiting()),
                result.endings());
        assertEquals(18, result.matches().get(1).plan().botWarriors());
        assertEquals("ap", result.matches().get(2).plan().region().orElseThrow());
    }

    @Test
    void whoIsTooFarAwayWaitsUntilTimeWidensHisLimits() {
        MatchSimulation.Result result =
                play(BLITZ, "0,1,1,1500,true,0,ap=200", "100000,1,1,1500,true,5500,ap=200");

        assertEquals(new Ending.Matched(0, 6_000), result.endings().get(0));
        assertEquals(new Ending.Cancelled(), result.endings().get(1));
    }

    @Test
    void everyTicketEndsOnceAndInNoMoreThanOneMatch() {
        MatchRules ranked = GoldenSimulation.ranked();
        List<TraceTicket> trace = TraceGenerator.generate(3_000, 3, ranked);
        MatchSimulation.Result result = MatchSimulation.play(ranked, trace);
        Set<Integer> played = new HashSet<>();

        assertEquals(trace.size(), result.endings().size());
        for (int number = 0; number < result.matches().size(); number++) {
            for (int ticket : result.matches().get(number).tickets()) {
                assertTrue(played.add(ticket));
                Ending.Matched ending =
                        assertInstanceOf(Ending.Matched.class, result.endings().get(ticket));
                assertEquals(number, ending.match());
                long patience = trace.get(ticket).patienceMs();
                assertTrue(patience == 0 || ending.waitedMs() <= patience);
            }
        }
        assertEquals(
                played.size(),
                result.endings().stream().filter(Ending.Matched.class::isInstance).count());
        assertEquals(result.endings(), MatchSimulation.play(ranked, trace).endings());
    }

    @Test
    void theReportCountsWhatHappened() {
        MatchSimulation.Result result =
                play(
                        BLITZ,
                        "1000,1,1,1500,false,0,eu=20;us=90",
                        "4000,2,2,1900,false,0,eu=30",
                        "100000,1,2,1500,true,0,",
                        "200000,1,1,1500,false,30000,eu=20");
        SimulationReport report = SimulationReport.of(result);

        assertEquals(4, report.tickets());
        assertEquals(3, report.matched());
        assertEquals(1, report.cancelled());
        assertEquals(0, report.waiting());
        assertEquals(2, report.matches());
        assertEquals(1, report.matchesWithBots());
        assertEquals(18 * 1_000 / 23, report.botsPermille());
        assertEquals(1, report.spread().count());
        assertEquals(400, report.spread().percentile(50));
        assertEquals(List.of(20L, 30L), boxed(report.latency()));
        Map<String, Distribution> groups = report.groups();
        assertEquals(List.of(5_000L, 10_000L, 13_000L), boxed(all(groups, "all")));
        assertEquals(List.of(10_000L), boxed(all(groups, "party of 02")));
        assertEquals(List.of(10_000L, 13_000L), boxed(all(groups, "region eu")));
        assertEquals(List.of(5_000L), boxed(all(groups, "region anywhere")));
        assertTrue(report.table().contains("4 tickets: 3 matched, 1 cancelled, 0 still waiting"));
    }

    private static Distribution all(Map<String, Distribution> groups, String name) {
        return groups.getOrDefault(name, Distribution.EMPTY);
    }

    private static List<Long> boxed(Distribution numbers) {
        return numbers.numbers().boxed().toList();
    }

    @Test
    void percentilesAreAmongTheNumbers() {
        Distribution ten = Distribution.of(List.of(9L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 10L));

        assertEquals(5, ten.percentile(50));
        assertEquals(9, ten.percentile(90));
        assertEquals(10, ten.percentile(91));
        assertEquals(10, ten.percentile(100));
        assertEquals(0, Distribution.of(List.of()).percentile(50));
    }
}
