package dev.atrium.localstack.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** DynamoDB Local inside this JVM, with Atrium's tables. */
public final class LocalDynamo implements AutoCloseable {
    private static final long INDEX_TIMEOUT_S = 60;
    private static final long INDEX_LOOK_MS = 20;

    private final DynamoDBProxyServer server;

    private LocalDynamo(DynamoDBProxyServer server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param port where it answers
     * @param folder where the tables are kept; in memory only, if there is none
     * @throws IllegalStateException if it does not start
     */
    public static LocalDynamo start(int port, Optional<Path> folder) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-port", Integer.toString(port), "-disableTelemetry"));
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
            arguments.addAll(List.of("-sharedDb", "-dbPath", folder.get().toString()));
        } else {
            arguments.add("-inMemory");
        }
        return startQuietly(arguments);
    }

    /** One at a time: the terminal is everybody's. */
    private static synchronized LocalDynamo startQuietly(List<String> arguments) {
        // Put back below.
        PrintStream terminal = System.out;
        try {
            // It prints its configuration, which is nobody's business on this terminal.
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
            DynamoDBProxyServer server =
                    ServerRunner.createServerFromCommandLineArgs(arguments.toArray(String[]::new));
            server.start();
            return new LocalDynamo(server);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        } finally {
            System.setOut(terminal);
        }
    }

    /** Where one on that port answers. */
    public static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Makes the tables that are not there. */
    public static void createTables(DynamoDbClient client, String prefix) {
        for (TableDefinition<?> table : Tables.all()) {
            try {
                client.createTable(table.createRequest(prefix));
            } catch (ResourceInUseException e) {
                // It is there, from an earlier run in the same folder, perhaps of an older build.
                addIndexes(client, prefix, table);
            }
        }
    }

    /** One that is new to a table holds only rows that are written from now on with its keys. */
    private static void addIndexes(
            DynamoDbClient client, String prefix, TableDefinition<?> definition) {
        CreateTableRequest wanted = definition.createRequest(prefix);
        Set<String> there =
                indexes(client, wanted.tableName()).stream()
                        .map(GlobalSecondaryIndexDescription::indexName)
                        .collect(Collectors.toSet());
        for (GlobalSecondaryIndex index : wanted.globalSecondaryIndexes()) {
            if (!there.contains(index.indexName())) {
                GlobalSecondaryIndexUpdate created =
                        GlobalSecondaryIndexUpdate.builder()
                                .create(
                                        made ->
                                                made.indexName(index.indexName())
                                                        .keySchema(index.keySchema())
                                                        .projection(index.projection()))
                                .build();
                client.updateTable(
                        update ->
                                update.tableName(wanted.tableName())
                                        .attributeDefinitions(wanted.attributeDefinitions())
                                        .globalSecondaryIndexUpdates(created));
                // One at a time is made.
                awaitIndex(client, wanted.tableName(), index.indexName());
            }
        }
    }

    private static void awaitIndex(DynamoDbClient client, String table, String name) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(INDEX_TIMEOUT_S);
        while (indexes(client, table).stream()
                .noneMatch(
                        index ->
                                index.indexName().equals(name)
                                        && index.indexStatus() == IndexStatus.ACTIVE)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the index " + name + " of " + table + " is not made in time");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(INDEX_LOOK_MS));
        }
    }

    private static List<GlobalSecondaryIndexDescription> indexes(
            DynamoDbClient client, String table) {
        return client.describeTable(t -> t.tableName(table)).table().globalSecondaryIndexes();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }
}
