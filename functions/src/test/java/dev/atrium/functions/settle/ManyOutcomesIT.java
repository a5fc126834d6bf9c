package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.aggregate.DailyAggregates;
import dev.atrium.aggregate.Period;
import dev.atrium.aggregate.RoomFigures;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
 * some die: everybody has to the unit what an independent sum says. {@code -Datrium.outcomes=10000}
 * for as many as that.
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

    @AutoClose private final PotStage stage = PotStage.open();
    private final LocalFunctions local = stage.local;
    private final Random random = new Random(7);
    private final SortedMap<String, Long> balances = new TreeMap<>();
    private final SortedMap<String, Long> played = new TreeMap<>();

    private static String player(int index) {
        return "p-many-%02d".formatted(index);
    }

    private OutcomeRow match(int index) {
        String roomId = "%08x".formatted(random.nextInt()) + "%024x".formatted(index);
        int one = random.nextInt(PLAYERS);
        int other = (one + 1 + random.nextInt(PLAYERS - 1)) % PLAYERS;
        PlayedMatch match =
                PlayedMatch.leftAtOnce(PotStage.SEEDS, roomId, player(one), player(other));
        match.archive(local.functions().archive());
        stage.escrow.open(roomId, PotStage.TERMS);
        for (int each : List.of(one, other)) {
            stage.escrow.enter(roomId, player(each), 1);
            played.merge(player(each), 1L, Long::sum);
            balances.merge(player(each), -FEE, Long::sum);
        }
        balances.merge(player(one), WON, Long::sum);
        return stage.finished(match.outcome());
    }

    /** By a process that dies at one of its calls, if it lives that long. */
    private boolean settleDying(Random own, OutcomeRow row) {
        Tripwire wire = new Tripwire(1 + own.nextInt(60), own.nextBoolean());
        DynamoDbClient cut = wire.across(DynamoDbClient.class, local.stores().dynamo());
        try (Functions functions =
                new Functions(
                        local.functions().config(),
                        new Functions.Clients(() -> cut, local.gateway()::client, local.clock()))) {
            return SettlementStage.settle(new SettlementHandler(functions), row).isEmpty();
        }
    }

    @Test
    void everybodyHasWhatHeWonHoweverOftenAndInWhateverOrderItIsTold() throws Exception {
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
            List<Future<Integer>> handlers = new ArrayList<>();
            for (int i = 0; i < HANDLERS; i++) {
                int seed = i;
                handlers.add(threads.submit(() -> handle(new Random(seed), left, nanos)));
            }
            int deaths = 0;
            for (Future<Integer> handler : handlers) {
                deaths += handler.get(2, TimeUnit.HOURS);
            }
            report(told.size(), deaths, nanos, begun);
        }
        audit();
    }

    private int handle(Random own, Queue<OutcomeRow> left, List<Long> nanos) {
        int deaths = 0;
        for (OutcomeRow row = left.poll(); row != null; row = left.poll()) {
            boolean dies = own.nextInt(10) == 0;
            long before = System.nanoTime();
            boolean again =
                    dies
                            ? !settleDying(own, row)
                            : !SettlementStage.settle(stage.settlement, row).isEmpty();
            if (!dies) {
                nanos.add(System.nanoTime() - before);
            }
            deaths += dies ? 1 : 0;
            if (again) {
                left.add(row);
            }
        }
        return deaths;
    }

    private static void report(int told, int deaths, List<Long> nanos, long begun) {
        List<Long> sorted = nanos.stream().sorted().toList();
        LOG.info(
                "SETTLED {} outcomes, told {} times to {} handlers, {} deaths, in {} s: p50 {} ms,"
                        + " p99 {} ms",
                OUTCOMES,
                told,
                HANDLERS,
                deaths,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() / 2)),
                TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 99 / 100)));
    }

    private void audit() {
        SortedMap<String, Long> is = new TreeMap<>();
        SortedMap<String, Long> played = new TreeMap<>();
        for (int i = 0; i < PLAYERS; i++) {
            String player = player(i);
            is.put(player, stage.escrow.balance(player));
            PlayerRow row =
                    local.stores()
                            .table(Tables.PLAYERS)
                            .getItem(get -> get.key(key -> key.partitionValue(player)));
            if (row.played() > 0) {
                played.put(player, row.played());
            }
        }
        assertEquals(balances, is);
        assertEquals(this.played, played);
        var ledger = new LedgerAuditor(local.functions().dynamo(), prefix(), 1_000_000).audit();
        assertEquals(List.of(), ledger.findings());
        DailyAggregates figures =
                new DailyAggregates(local.functions().stores().dynamo(), prefix());
        Map<String, Long> day = figures.of(Period.day(PlayedMatch.FINISHED_AT));
        assertEquals((long) OUTCOMES, day.get(RoomFigures.FINISHED));
        assertEquals((long) OUTCOMES, day.get("players-per-room#2"));
        assertEquals((long) this.played.size(), day.get(RoomFigures.ACTIVE));
        String week = Period.week(PlayedMatch.FINISHED_AT);
        assertEquals((long) this.played.size(), figures.of(week).get(RoomFigures.ACTIVE));
    }

    private String prefix() {
        return local.functions().config().tablePrefix();
    }
}
