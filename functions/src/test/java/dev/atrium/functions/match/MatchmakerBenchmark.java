package dev.atrium.functions.match;

import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.match.BotFill;
import dev.atrium.match.Entrant;
import dev.atrium.match.MatchPlan;
import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitingTicket;
import dev.atrium.match.Widening;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How many tickets a second the matchmaker takes while many others wait, and how soon a match is
 * formed once it is possible: real Redis, the matchmaker's own index, rules and looks. The record
 * in DynamoDB is left out, for DynamoDB Local takes far fewer writes than DynamoDB; what both come
 * to together {@code MatchmakingIT} and the local stack show.
 *
 * <p>Duels: two of nearly the same skill, in one of four regions. Those who wait all the time are
 * too far from every region; of those who come, one pair in twenty is so far apart in skill that it
 * can play only once both have waited for two seconds.
 */
public final class MatchmakerBenchmark {
    private static final List<String> REGIONS = List.of("ap", "eu", "us", "za");
    private static final Queue QUEUE = new Queue("arena.blitz", false);
    private static final int THREADS = 8;
    private static final long RATE_PROMISED = 5_000;
    private static final double P99_MS_PROMISED = 250;

    private static final MatchRules DUELS =
            new MatchRules(
                    2,
                    2,
                    1,
                    1,
                    Optional.empty(),
                    0,
                    new Widening(10, 30, 2_000, 100),
                    new Widening(100, 0, 1, 100),
                    MatchRules.Choice.NEAREST,
                    false,
                    Optional.<BotFill>empty());

    private final WaitingIndex index;
    private final MatchedGames.MatchedGame game;
    private final Matchmaker matchmaker;
    private final InstantSource clock = InstantSource.system();

    /** When each match became possible, by a ticket of it, in nanoseconds. */
    private final Map<String, Long> possibleAt = new ConcurrentHashMap<>();

    private final List<Long> tookNanos = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger matched = new AtomicInteger();

    private MatchmakerBenchmark(LocalStores stores) {
        index = new WaitingIndex(() -> stores.redis(), stores.keys());
        MatchedGames games = new MatchedGames(Games.listed());
        game = new MatchedGames.MatchedGame(games.of(QUEUE).info(), DUELS);
        matchmaker =
                new Matchmaker(
                        index,
                        this::form,
                        new LostTickets(
                                new TicketBook(LocalFunctions.open().functions().stores()),
                                index,
                                games,
                                clock),
                        clock);
    }

    /** The claim, and nothing after it. */
    private Matchmaker.Formed form(MatchedGames.MatchedGame of, Queue queue, MatchPlan plan) {
        WaitingIndex.Claim claim = index.claim(queue, plan.tickets(), clock.millis());
        if (!claim.missing().isEmpty()) {
            return new Matchmaker.Formed.LookAgain(Set.copyOf(claim.missing()), Set.of());
        }
        long now = System.nanoTime();
        long possible = Long.MIN_VALUE;
        for (WaitingTicket ticket : plan.tickets()) {
            possible = Math.max(possible, possibleAt.getOrDefault(ticket.ticketId(), now));
            possibleAt.remove(ticket.ticketId());
        }
        // Two who were meant for others may meet before both have waited.
        tookNanos.add(Math.max(0, now - possible));
        matched.addAndGet(plan.tickets().size());
        index.forget(queue, plan.tickets());
        return new Matchmaker.Formed.Placed();
    }

    private QueuedTicket ticket(String id, int skill, String region, int latency) {
        TreeMap<String, Integer> ways = new TreeMap<>();
        ways.put(region, latency);
        return new QueuedTicket(
                id,
                "p-" + id,
                List.of(new Entrant("p-" + id, "Name of " + id, "fox", 1, "ab".repeat(32))),
                skill,
                false,
                false,
                ways,
                clock.millis());
    }

    private void add(QueuedTicket ticket) {
        WaitingTicket waiting = ticket.waiting();
        OptionalLong due = Matchmaker.nextLook(DUELS, waiting, clock.millis());
        index.add(QUEUE, DUELS, ticket, due, clock.millis());
        var _ = matchmaker.look(game, QUEUE, waiting);
    }

    private void fill(int waiting) {
        Random random = new Random(1);
        for (int i = 0; i < waiting; i++) {
            QueuedTicket far = ticket("w" + i, random.nextInt(3_000), "far", 5_000);
            index.add(QUEUE, DUELS, far, OptionalLong.empty(), clock.millis());
        }
    }

    /** Offers that many tickets a second, whether or not those before are done. */
    private void offer(int rate, int seconds) throws InterruptedException {
        tookNanos.clear();
        matched.set(0);
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime() + 100_000_000;
        long count = (long) rate * seconds;
        AtomicBoolean over = new AtomicBoolean();
        Thread due =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!over.get()) {
                                        if (matchmaker.lookAtDue(game, QUEUE) == 0) {
                                            LockSupport.parkNanos(5_000_000);
                                        }
                                    }
                                });
        long[] late = new long[THREADS];
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                threads.execute(
                        () -> {
                            for (long i = next.getAndIncrement();
                                    i < count;
                                    i = next.getAndIncrement()) {
                                long at = start + i * 1_000_000_000L / rate;
                                while (System.nanoTime() < at) {
                                    LockSupport.parkNanos(
                                            Math.min(at - System.nanoTime(), 500_000));
                                }
                                one(i, at);
                                late[thread] = Math.max(late[thread], System.nanoTime() - at);
                            }
                        });
            }
            threads.shutdown();
            boolean _ = threads.awaitTermination(seconds * 4L + 20, TimeUnit.SECONDS);
        }
        double tookS = (System.nanoTime() - start) / 1e9;
        TimeUnit.SECONDS.sleep(3);
        over.set(true);
        due.join();
        long[] sorted = tookNanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%,d tickets offered at %,d/s in %.1f s (%,.0f/s), %,d matched; from the moment a"
                        + " match was possible: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms;"
                        + " the latest was done %.0f ms after it was due%n",
                count,
                rate,
                tookS,
                count / tookS,
                matched.get(),
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99),
                percentile(sorted, 100),
                Arrays.stream(late).max().orElse(0) / 1e6);
        if (count / tookS < Math.min(rate, RATE_PROMISED) * 0.98
                || percentile(sorted, 99) > P99_MS_PROMISED
                || matched.get() < count * 0.95) {
            failed = true;
        }
    }

    private boolean failed;

    /** Two and two are near each other: a pair's second makes its match possible. */
    private void one(long i, long at) {
        Random random = new Random(i / 2);
        int skill = 1_000 + random.nextInt(1_000);
        String region = REGIONS.get(random.nextInt(REGIONS.size()));
        boolean far = random.nextInt(20) == 0;
        boolean second = i % 2 == 1;
        long possible = far ? at + TimeUnit.MILLISECONDS.toNanos(2_000) : at;
        String id = "t" + System.nanoTime() % 1_000_000_007 + "-" + i;
        possibleAt.put(id, second ? possible : at);
        // Far ones are alone in their part of the range.
        int base = far ? 4_000 + (int) (i / 2 % 100) * 100 : skill;
        add(ticket(id, base + (far && second ? 60 : 0), region, 20));
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted.length == 0
                ? 0
                : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    /**
     * Runs it.
     *
     * @param arguments how many wait, how many come in a second, for how many seconds
     */
    public static void main(String[] arguments) throws Exception {
        int waiting = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : (int) RATE_PROMISED;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        try (LocalStores stores = LocalStores.open()) {
            MatchmakerBenchmark benchmark = new MatchmakerBenchmark(stores);
            benchmark.fill(waiting);
            System.out.printf(Locale.ROOT, "%,d wait%n", benchmark.index.waiting(QUEUE));
            benchmark.offer(rate / 2, 5);
            benchmark.failed = false;
            benchmark.offer(rate, seconds);
            System.exit(benchmark.failed ? 1 : 0);
        }
    }
}
