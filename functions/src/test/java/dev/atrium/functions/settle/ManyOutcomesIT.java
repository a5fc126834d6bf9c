package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.rights.UsedRights;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many matches for stakes, a tenth of them told twice, in any order, to several handlers of which
 * some die and some cannot reach a store for a moment: everybody has to the unit what an
 * independent sum says, and everything that is counted is counted once. {@code
 * -Datrium.outcomes=10000} for as many as that.
 */
class ManyOutcomesIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyOutcomesIT.class);
    private static final int OUTCOMES = Integer.getInteger("atrium.outcomes", 60);
    private static final int PLAYERS = 12;
    private static final int HANDLERS = 3;
    private static final long GRANTED = 1_000_000;
    private static final long FEE = 100;

    /** Of 200: 95, 3 and 2 percent. */
    private static final long WON = 190;

    /** Over two weeks and months. */
    private static final int DAYS = 12;

    /** More calls than a settlement makes. */
    private static final int CALLS_MAX = 70;

    /** The schedule looks so often at what failed too often, still on the same day. */
    private static final int RUNS_MAX = 12;

    @AutoClose private final PotStage stage = PotStage.open();
    private final LocalFunctions local = stage.local;
    private final WrittenRatings ratings = new WrittenRatings(local.stores());
    private final DynamoDbClient dynamo = ratings.client();

    @AutoClose
    private final Functions functions =
            new Functions(
                    local.functions().config(),
                    new Functions.Clients(() -> dynamo, local.gateway()::client, local.clock()));

    private final SettlementHandler settlement = new SettlementHandler(functions);
    private final CountedOutcomes outcomes = new CountedOutcomes();
    private final Random random = new Random(7);
    private final SortedMap<String, Long> balances = new TreeMap<>();

    private static String player(int index) {
        return "p-many-%02d".formatted(index);
    }

    private OutcomeRow match(int index) {
        String roomId = "%08x".formatted(random.nextInt()) + "%024x".formatted(index);
        int one = random.nextInt(PLAYERS);
        int other = (one + 1 + random.nextInt(PLAYERS - 1)) % PLAYERS;
        long finishedAtMs =
                PlayedMatch.FINISHED_AT
                        + TimeUnit.DAYS.toMillis(random.nextInt(DAYS))
                        + random.nextInt(3_600_000);
        PlayedMatch match =
                PlayedMatch.leftAtOnce(
                        PotStage.SEEDS, roomId, player(one), player(other), finishedAtMs);
        match.archive(local.functions().archive());
        stage.escrow.open(roomId, PotStage.TERMS);
        for (int each : List.of(one, other)) {
            stage.escrow.enter(roomId, player(each), 1);
            balances.merge(player(each), -FEE, Long::sum);
        }
        balances.merge(player(one), WON, Long::sum);
        outcomes.add(match.outcome());
        return stage.finished(match.outcome());
    }

    @Test
    void everybodyHasWhatHeWonHoweverOftenAndInWhateverOrderItIsTold() throws Exception {
        // Some of the days are over by then, so that their boards take nothing any more.
        Instant now =
                Instant.ofEpochMilli(PlayedMatch.FINISHED_AT)
                        .plus(Duration.ofDays(DAYS / 2).plusHours(7));
        local.clock().advance(Duration.between(local.clock().instant(), now));
        for (int i = 0; i < PLAYERS; i++) {
            local.stores()
                    .table(Tables.PLAYERS)
                    .putItem(new PlayerRow(player(i), player(i), "owl", "guest", 5, 0, 0, 0, 0, 0));
            stage.escrow.grant(player(i), "welcome", GRANTED);
            balances.put(player(i), GRANTED);
        }
        List<OutcomeRow> told = new ArrayList<>();
        for (int i = 0; i < OUTCOMES; i++) {
            OutcomeRow row = match(i);
            told.add(row);
            if (random.nextInt(10) == 0) {
                told.add(row);
            }
        }
        Collections.shuffle(told, random);
        Queue<OutcomeRow> left = new ConcurrentLinkedQueue<>(told);
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(HANDLERS)) {
            List<Future<Cuts>> handlers = new ArrayList<>();
            for (int i = 0; i < HANDLERS; i++) {
                int seed = i;
                handlers.add(threads.submit(() -> handle(new Random(seed), left, nanos)));
            }
            Cuts cuts = new Cuts(0, 0);
            for (Future<Cuts> handler : handlers) {
                cuts = cuts.and(handler.get(2, TimeUnit.HOURS));
            }
            report(told.size(), cuts, nanos, begun);
        }
        retryDeadLetters();
        audit();
    }

    /** What happened to handlers. */
    private record Cuts(int deaths, int failures) {
        Cuts and(Cuts more) {
            return new Cuts(deaths + more.deaths, failures + more.failures);
        }
    }

    private Cuts handle(Random own, Queue<OutcomeRow> left, List<Long> nanos) {
        Cuts cuts = new Cuts(0, 0);
        for (OutcomeRow row = left.poll(); row != null; row = left.poll()) {
            int fate = own.nextInt(10);
            if (fate < 2) {
                boolean deadly = fate == 0;
                int cutAt = 1 + own.nextInt(CALLS_MAX);
                boolean heard = own.nextBoolean();
                Tripwire wire = deadly ? Tripwire.deadly(cutAt, heard) : new Tripwire(cutAt, heard);
                boolean again = !SettlementStage.settle(stage.across(wire, dynamo), row).isEmpty();
                boolean cut = wire.calls() >= cutAt;
                // Of who is dead nobody hears that he has taken it.
                if (again || (deadly && cut)) {
                    left.add(row);
                }
                cuts = cuts.and(new Cuts(deadly && cut ? 1 : 0, !deadly && cut ? 1 : 0));
            } else {
                long before = System.nanoTime();
                if (!SettlementStage.settle(settlement, row).isEmpty()) {
                    left.add(row);
                }
                nanos.add(System.nanoTime() - before);
            }
        }
        return cuts;
    }

    private static void report(int told, Cuts cuts, List<Long> nanos, long begun) {
        List<Long> sorted = nanos.stream().sorted().toList();
        LOG.info(
                "SETTLED {} outcomes, told {} times to {} handlers, {} deaths, {} failed calls, in"
                        + " {} s: p50 {} ms, p99 {} ms",
                OUTCOMES,
                told,
                HANDLERS,
                cuts.deaths,
                cuts.failures,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() / 2)),
                TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 99 / 100)));
    }

    /** Of many some fail too often for the stream; those the schedule tries again. */
    private void retryDeadLetters() {
        WaitingOutcomes schedule = SettlerWiring.waiting(functions);
        for (int run = 0; run < RUNS_MAX; run++) {
            var _ = UsedRights.doneFor(EscrowReconcilerHandler.class, schedule::run);
            local.clock().advance(Duration.ofMinutes(10));
        }
        List<String> open =
                local.stores().table(Tables.DEAD_LETTERS).scan().items().stream()
                        .filter(row -> row.openShard() != null)
                        .map(row -> row.roomId() + " " + row.reason())
                        .toList();
        assertEquals(List.of(), open);
    }

    private void audit() {
        SortedMap<String, Long> is = new TreeMap<>();
        for (int i = 0; i < PLAYERS; i++) {
            is.put(player(i), stage.escrow.balance(player(i)));
        }
        assertEquals(balances, is);
        var ledger = new LedgerAuditor(local.functions().dynamo(), prefix(), 1_000_000).audit();
        assertEquals(List.of(), ledger.findings());
        long settled =
                local.stores().table(Tables.ROOMS).scan().items().stream()
                        .filter(room -> room.settledAtMs() > 0)
                        .count();
        assertEquals(OUTCOMES, settled);
        outcomes.assertRecorded(local.stores(), local.clock().millis());
        ratings.assertEachOnce(outcomes.all());
    }

    private String prefix() {
        return local.functions().config().tablePrefix();
    }
}
