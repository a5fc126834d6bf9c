package dev.atrium.localstack.benchmark;

import dev.atrium.match.MatchPlan;
import dev.atrium.match.MatchRules;
import dev.atrium.match.MatchRulesFile;
import dev.atrium.match.Matcher;
import dev.atrium.match.TeamShape;
import dev.atrium.match.WaitingTicket;
import dev.atrium.match.Widening;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What a look at a ticket costs that a hundred others are near. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatcherBenchmark {
    private static final long NOW = 1_000_000_000;
    private static final int NEAR = 100;
    private static final int POOLS = 256;

    /** How far they are at most from the middle: a hundred close ones, or few who may meet. */
    @Param({"300", "3000"})
    @SuppressWarnings("NullAway.Init")
    public String skill;

    private final MatchRules blitz = MatchRulesFile.shipped().of("arena.blitz");
    private final MatchRules ranked =
            new MatchRules(
                    10,
                    10,
                    1,
                    5,
                    Optional.of(new TeamShape(2, 5)),
                    0,
                    new Widening(50, 25, 2_000, 600),
                    new Widening(80, 40, 5_000, 400),
                    MatchRules.Choice.NEAREST,
                    false,
                    Optional.empty());
    private final List<List<WaitingTicket>> pools = new ArrayList<>();
    private int next;

    /** Once for each value of the parameter. */
    @Setup
    public void wait100() {
        Random random = new Random(1);
        for (int pool = 0; pool < POOLS; pool++) {
            List<WaitingTicket> near = new ArrayList<>();
            for (int i = 0; i < NEAR; i++) {
                near.add(ticket(random, i, Integer.parseInt(skill)));
            }
            pools.add(near);
        }
    }

    private static WaitingTicket ticket(Random random, int number, int spread) {
        TreeMap<String, Integer> latencies = new TreeMap<>();
        for (String region : List.of("ap", "eu", "sa", "us")) {
            latencies.put(region, random.nextInt(250));
        }
        int players = 1 + random.nextInt(3);
        return new WaitingTicket(
                "t" + number,
                players,
                players,
                1_500 + random.nextInt(2 * spread) - spread,
                false,
                latencies,
                NOW - random.nextInt(8_000));
    }

    private Optional<MatchPlan> look(MatchRules rules) {
        List<WaitingTicket> near = pools.get(next);
        next = (next + 1) % POOLS;
        return Matcher.around(rules, near.getFirst(), near, NOW);
    }

    /** Everybody for himself, whoever comes. */
    @Benchmark
    public Optional<MatchPlan> blitz() {
        return look(blitz);
    }

    /** Two teams of five with parties, skill and regions. */
    @Benchmark
    public Optional<MatchPlan> ranked() {
        return look(ranked);
    }
}
