package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What the house and the burn get of many rooms is in many rows, and none of it is lost. */
class ShardedAccountsIT {
    private static final int ROOMS = 48;

    /** Of a pot of 200: 3 and 2 percent. */
    private static final long PLATFORM = 6;

    private static final long BURN = 4;

    @AutoClose private final PotStage stage = PotStage.open();
    private final LocalFunctions local = stage.local;
    private final String prefix = local.functions().config().tablePrefix();
    private final Random random = new Random(11);

    /** A match for 100 of these two, who are new. */
    private OutcomeRow match(String roomId, String one, String other) {
        PlayedMatch match =
                PlayedMatch.leftAtOnce(PotStage.SEEDS, roomId, one, other, PlayedMatch.FINISHED_AT);
        match.archive(local.functions().archive());
        stage.escrow.open(roomId, PotStage.TERMS);
        for (String player : List.of(one, other)) {
            local.stores()
                    .table(Tables.PLAYERS)
                    .putItem(new PlayerRow(player, player, "owl", "guest", 5, 0, 0, 0, 0, 0));
            stage.escrow.grant(player, "welcome", 100);
            stage.escrow.enter(roomId, player, 1);
        }
        return stage.finished(match.outcome());
    }

    private String roomId() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    private SortedMap<String, Long> house() {
        SortedMap<String, Long> house = new TreeMap<>();
        for (AccountRow row : local.stores().table(Tables.ACCOUNTS).scan().items()) {
            if (row.accountId().startsWith("platform#") || row.accountId().startsWith("burn#")) {
                house.put(row.accountId(), row.balance());
            }
        }
        return house;
    }

    @Test
    void sharesOfManyRoomsLandInManyShardsAndSumUpToTheUnit() throws Exception {
        List<OutcomeRow> rows = new ArrayList<>();
        SortedMap<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < ROOMS; i++) {
            String roomId = roomId();
            rows.add(match(roomId, "p-one-" + i, "p-other-" + i));
            expected.merge(AccountRow.platform(roomId), PLATFORM, Long::sum);
            expected.merge(AccountRow.burn(roomId), BURN, Long::sum);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<List<String>>> settled = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                OutcomeRow[] some =
                        rows.subList(half * ROOMS / 2, (half + 1) * ROOMS / 2)
                                .toArray(new OutcomeRow[0]);
                settled.add(threads.submit(() -> SettlementStage.settle(stage.settlement, some)));
            }
            for (Future<List<String>> all : settled) {
                assertEquals(List.of(), all.get(2, TimeUnit.MINUTES));
            }
        }

        assertEquals(expected, house());
        assertTrue(house().size() > AccountRow.SHARDS, house().toString());
        assertEquals(
                ROOMS * (PLATFORM + BURN),
                house().values().stream().mapToLong(Long::longValue).sum());
        assertEquals(
                List.of(),
                new LedgerAuditor(local.stores().dynamo(), prefix, 100_000).audit().findings());
    }

    @Test
    void twoHandlersOnRoomsOfDifferentShardsMeetAtNoItem() throws Exception {
        String one = "1" + roomId().substring(1);
        String other = "2" + roomId().substring(1);
        while (AccountRow.platform(one).equals(AccountRow.platform(other))) {
            other = "2" + roomId().substring(1);
        }
        List<OutcomeRow> rows = List.of(match(one, "p-a1", "p-a2"), match(other, "p-b1", "p-b2"));
        List<WrittenItems> written = List.of(new WrittenItems(prefix), new WrittenItems(prefix));
        CyclicBarrier begin = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<List<String>>> settled = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                OutcomeRow row = rows.get(i);
                SettlementHandler handler =
                        stage.across(
                                new Tripwire(0, false),
                                written.get(i).watch(local.stores().dynamo()));
                settled.add(
                        threads.submit(
                                () -> {
                                    begin.await(1, TimeUnit.MINUTES);
                                    return SettlementStage.settle(handler, row);
                                }));
            }
            for (Future<List<String>> each : settled) {
                assertEquals(List.of(), each.get(1, TimeUnit.MINUTES));
            }
        }

        TreeSet<String> both = new TreeSet<>(written.get(0).items());
        assertTrue(both.contains("accounts " + AccountRow.platform(one)), both.toString());
        assertTrue(both.contains("accounts " + AccountRow.burn(one)), both.toString());
        both.retainAll(written.get(1).items());
        assertEquals(new TreeSet<String>(), both);
        written.forEach(each -> assertEquals(0, each.cancelled()));
        assertEquals(2, house().values().stream().filter(sum -> sum == PLATFORM).count());
    }
}
