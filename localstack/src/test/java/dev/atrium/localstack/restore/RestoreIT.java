package dev.atrium.localstack.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.identity.UserName;
import dev.atrium.localstack.MeasuredFigure;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.maintenance.Maintenance;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.schema.AccountDeletionRow;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.BanRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;
import dev.atrium.unsettled.PayoutPause;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Restored tables beside a deployment's, in one DynamoDB Local. */
class RestoreIT {
    private static final String RESTORED = "restored-";
    private static final String OURS = "ours-";

    /** More than one page of writes and reads in each segment. */
    private static final int MANY = Integer.getInteger("atrium.restore.rows", 1_100);

    private LocalDynamo dynamo;
    private DynamoDbClient client;
    private DynamoDbEnhancedClient enhanced;

    @BeforeEach
    void start() throws Exception {
        int port = FreePort.find();
        dynamo = LocalDynamo.start(port, Optional.empty());
        client = new LocalAws(LocalDynamo.uri(port)).dynamoDb();
        enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        LocalDynamo.createTables(client, RESTORED);
        LocalDynamo.createTables(client, OURS);
    }

    @AfterEach
    void end() {
        client.close();
        dynamo.close();
    }

    private <T> DynamoDbTable<T> table(TableDefinition<T> definition, String prefix) {
        return definition.in(enhanced, prefix);
    }

    private void shut() {
        new MaintenanceBook(enhanced, OURS).switchOn(new Maintenance("mending", "ops", 1));
        new PayoutPause(enhanced, OURS).pause("restore", "ops", 1);
    }

    private List<String> restore() throws InterruptedException {
        List<String> said = new ArrayList<>();
        Restore.of(client, RESTORED, client, OURS).run(said::add);
        return said;
    }

    private Map<String, Long> balances(String prefix) {
        return table(Tables.ACCOUNTS, prefix).scan().items().stream()
                .collect(Collectors.toMap(AccountRow::accountId, AccountRow::balance));
    }

    private static PlayerRow player(String id, String name) {
        return new PlayerRow(id, name, "owl", "guest", 1, 1, 1, 1, 1, 1);
    }

    @Test
    void tablesHoldWhatWasRestoredAndNothingElse() throws Exception {
        shut();
        for (int i = 0; i < MANY; i++) {
            table(Tables.ACCOUNTS, RESTORED).putItem(new AccountRow("account-" + i, i));
            table(Tables.ACCOUNTS, OURS).putItem(new AccountRow("account-" + (i + MANY / 2), -1));
        }

        long start = System.nanoTime();
        List<String> said = restore();
        long ms = (System.nanoTime() - start) / 1_000_000;

        MeasuredFigure.print("%d rows put back in %d ms".formatted(MANY, ms));
        assertEquals(balances(RESTORED), balances(OURS));
        assertEquals(MANY, balances(OURS).size());
        String line = "ours-accounts: %d rows, %d removed".formatted(MANY, MANY / 2);
        assertTrue(said.contains(line), said.toString());
        assertEquals("accounts to be deleted again: 0", said.getLast());
        List<String> again = restore();
        assertTrue(again.contains("ours-accounts: " + MANY + " rows, 0 removed"), again.toString());
    }

    /** Whoever was shut out stays so, and what the operator has switched on stays on. */
    @Test
    void whatIsOfThePresentStays() throws Exception {
        shut();
        table(Tables.BANS, OURS).putItem(new BanRow("p1", "bot", 1, 2, 3, null, null, 0, 1));

        List<String> said = restore();

        assertNotNull(table(Tables.BANS, OURS).getItem(key("p1")));
        assertTrue(new PayoutPause(enhanced, OURS).current().isPresent());
        assertTrue(said.stream().noneMatch(line -> line.startsWith("ours-bans")), "" + said);
    }

    /** With what is streamed last, each of its rows finds what was already done for it. */
    @Test
    void streamedTablesComeLast() {
        List<Boolean> streamed = Restore.tables().stream().map(TableDefinition::stream).toList();

        assertEquals(streamed.stream().sorted().toList(), streamed);
        assertEquals(2, streamed.stream().filter(stream -> stream).count());
        assertEquals(Tables.all().size() - 10, streamed.size());
    }

    @Test
    void whoeverWasDeletedSinceThenIsToBeDeletedAgain() throws Exception {
        shut();
        table(Tables.PLAYERS, RESTORED).putItem(player("gone-since", "Ada"));
        table(Tables.PLAYERS, RESTORED).putItem(player("gone-before", UserName.DELETED));
        for (String who : List.of("gone-since", "gone-before", "never-there")) {
            table(Tables.ACCOUNT_DELETIONS, OURS)
                    .putItem(new AccountDeletionRow(who, 1, true, 5, null));
        }

        assertEquals("accounts to be deleted again: 1", restore().getLast());
        assertEquals(
                new AccountDeletionRow("gone-since", 1, true, 0, AccountDeletionRow.UNFINISHED),
                table(Tables.ACCOUNT_DELETIONS, OURS).getItem(key("gone-since")));
        assertEquals(
                5, table(Tables.ACCOUNT_DELETIONS, OURS).getItem(key("gone-before")).doneAtMs());
    }

    @Test
    void nothingIsTouchedWhilePlayersComeInOrPayoutsGoOn() {
        table(Tables.ACCOUNTS, OURS).putItem(new AccountRow("a", 1));

        String open = assertThrows(IllegalStateException.class, this::restore).getMessage();
        new MaintenanceBook(enhanced, OURS).switchOn(new Maintenance("mending", "ops", 1));
        String paying = assertThrows(IllegalStateException.class, this::restore).getMessage();

        assertTrue(open.contains("ops maintenance on"), open);
        assertTrue(paying.contains("ops payouts pause"), paying);
        assertEquals(1, balances(OURS).size());
    }

    @Test
    void tablesOfTwoKeysAreCopiedToo() throws Exception {
        shut();
        MatchRow match = new MatchRow("p1", "1#m1", "m1", "arena.blitz", 1, 2, 3, 4);
        table(Tables.MATCHES, RESTORED).putItem(match);
        table(Tables.MATCHES, OURS)
                .putItem(new MatchRow("p1", "1#m2", "m2", "arena.blitz", 1, 2, 3, 4));

        List<String> said = restore();

        assertTrue(said.contains("ours-matches: 1 rows, 1 removed"), said.toString());
        assertEquals(List.of(match), table(Tables.MATCHES, OURS).scan().items().stream().toList());
    }

    /** A copy of a server that runs can be started, and has what was written before it. */
    @Test
    void tablesAreCopiedWhileTheirServerRuns(@TempDir Path folder) throws Exception {
        int port = FreePort.find();
        int copied = FreePort.find();
        Path tables = folder.resolve("tables");
        Path copy = folder.resolve("copy");
        try (LocalDynamo _ = LocalDynamo.start(port, Optional.of(tables));
                DynamoDbClient running = new LocalAws(LocalDynamo.uri(port)).dynamoDb()) {
            LocalDynamo.createTables(running, OURS);
            DynamoDbTable<AccountRow> accounts =
                    Tables.ACCOUNTS.in(
                            DynamoDbEnhancedClient.builder().dynamoDbClient(running).build(), OURS);
            accounts.putItem(new AccountRow("before", 1));
            LocalDynamo.copy(tables, copy);
            accounts.putItem(new AccountRow("after", 1));
        }
        try (LocalDynamo _ = LocalDynamo.start(copied, Optional.of(copy));
                DynamoDbClient restored = new LocalAws(LocalDynamo.uri(copied)).dynamoDb()) {
            assertEquals(
                    List.of("before"),
                    restored.scan(s -> s.tableName(OURS + "accounts")).items().stream()
                            .map(row -> row.get("accountId").s())
                            .toList());
        }
    }

    private static Key key(String id) {
        return Key.builder().partitionValue(id).build();
    }
}
