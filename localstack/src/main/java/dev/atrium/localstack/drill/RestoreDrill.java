package dev.atrium.localstack.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.restore.Restore;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** What was lost comes back from copies, and matches are played again. */
final class RestoreDrill {
    /** Between two points in time. */
    private static final Duration POINTS = Duration.ofSeconds(3);

    private static final Duration SIGN_UPS = Duration.ofMillis(300);
    private static final Duration PLAYED_BEFORE = Duration.ofSeconds(8);

    /** So long functions believe what they have read, and a little. */
    private static final Duration MAINTENANCE_BELIEVED = Duration.ofMillis(5_500);

    private final Path folder;
    private final Path data;
    private final Newcomers newcomers = new Newcomers();
    private Map<String, Long> balances = Map.of();
    private JsonNode match = NullNode.getInstance();

    /** In that folder, which must exist. */
    RestoreDrill(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("stack");
    }

    /** Somebody destroys rows of tables. */
    DrillReport restore() throws IOException, InterruptedException {
        Path point;
        long fault;
        try (RunningStack stack = StackDrill.start(data)) {
            point = playUntilTheFault(stack);
            fault = System.nanoTime();
            List.of(Tables.PLAYERS, Tables.ACCOUNTS, Tables.SETTLEMENTS, Tables.BOARDS)
                    .forEach(table -> destroy(stack, table));
            StackDrill.operate(data, "maintenance", "on", "We are mending something");
            StackDrill.operate(data, "payouts", "pause", "restore");
        }
        copyBack(point);
        try (RunningStack again = StackDrill.start(data)) {
            StackDrill.operate(data, "payouts", "resume");
            StackDrill.operate(data, "maintenance", "off");
            LockSupport.parkNanos(MAINTENANCE_BELIEVED.toNanos());
            return report(Drill.RESTORE, again, fault);
        }
    }

    /** Everything is gone, but for copies of tables, archive and keys. */
    DrillReport regionDown() throws IOException, InterruptedException {
        Path second = folder.resolve("second");
        Path point;
        long fault;
        RunningStack stack = StackDrill.start(data);
        try {
            point = playUntilTheFault(stack);
            // Both are copied as they are written: S3's replication, secrets in both regions.
            copy(data.resolve("archive"), second.resolve("archive"));
            copy(data.resolve("keys"), second.resolve("keys"));
            fault = System.nanoTime();
            for (long pid : stack.hostPids()) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        } finally {
            stack.close();
        }
        copy(point, second.resolve("dynamodb"));
        try (RunningStack again = StackDrill.start(second)) {
            return report(Drill.REGION_DOWN, again, fault);
        }
    }

    /** A match is settled, people sign up; gives the newest point in time. */
    private Path playUntilTheFault(RunningStack stack) throws IOException, InterruptedException {
        match = StackDrill.play(stack);
        balances = balances(stack);
        Path points = Files.createDirectories(folder.resolve("points"));
        try (PointsInTime kept = new PointsInTime(data.resolve("dynamodb"), points, POINTS)) {
            newcomers.signUp(stack, SIGN_UPS, PLAYED_BEFORE);
            return kept.end();
        }
    }

    /** What those who played have. */
    private Map<String, Long> balances(RunningStack stack) {
        DynamoDbTable<AccountRow> accounts =
                Tables.ACCOUNTS.in(stack.enhanced(), stack.tablePrefix());
        Map<String, Long> balances = new TreeMap<>();
        for (JsonNode entry : match.path("leaderboard")) {
            String account = AccountRow.player(entry.path("playerId").asText());
            Key key = Key.builder().partitionValue(account).build();
            AccountRow row = accounts.getItem(key);
            balances.put(account, row == null ? -1 : row.balance());
        }
        return balances;
    }

    private static <T> void destroy(RunningStack stack, TableDefinition<T> definition) {
        DynamoDbTable<T> table = definition.in(stack.enhanced(), stack.tablePrefix());
        for (T row : table.scan().items()) {
            T _ = table.deleteItem(row);
        }
    }

    /** As the runbook does it, with the restored tables at another address instead of names. */
    private void copyBack(Path point) throws IOException, InterruptedException {
        int restoredPort = FreePort.find();
        int damagedPort = FreePort.find();
        try (LocalDynamo _ = LocalDynamo.start(restoredPort, Optional.of(point));
                LocalDynamo _ =
                        LocalDynamo.start(damagedPort, Optional.of(data.resolve("dynamodb")));
                DynamoDbClient from = new LocalAws(LocalDynamo.uri(restoredPort)).dynamoDb();
                DynamoDbClient to = new LocalAws(LocalDynamo.uri(damagedPort)).dynamoDb()) {
            Restore.of(from, RunningStack.TABLE_PREFIX, to, RunningStack.TABLE_PREFIX)
                    .run(line -> {});
        }
    }

    /** Once another match is settled, with what there was before. */
    private DrillReport report(Drill drill, RunningStack again, long fault) {
        if (!balances(again).equals(balances)) {
            throw new IllegalStateException("not " + balances + " but " + balances(again));
        }
        JsonNode next = StackDrill.play(again);
        Duration recovery = StackDrill.since(fault);
        long before = match.path("leaderboard").size();
        long after = next.path("leaderboard").size();
        if (after < 2 * before
                || !StackDrill.settled(again, match.path("roomId").asText(), Duration.ZERO)
                        .path("settled")
                        .asBoolean()) {
            throw new IllegalStateException("what was settled before is not there again: " + next);
        }
        Newcomers.Lost lost = newcomers.lost(again, fault);
        return new DrillReport(
                drill,
                recovery,
                lost.before(),
                "to the next match that is settled; of %d who signed up %d are lost, of what was"
                                .formatted(newcomers.count(), lost.count())
                        + " settled nothing");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes what)
                            throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(path)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes what)
                            throws IOException {
                        Files.copy(path, to.resolve(from.relativize(path)));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
