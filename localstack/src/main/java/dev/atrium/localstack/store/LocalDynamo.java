package dev.atrium.localstack.store;

import com.almworks.sqlite4java.SQLiteBackup;
import com.almworks.sqlite4java.SQLiteBusyException;
import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.dynamodb.services.local.server.AbstractLocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** DynamoDB Local inside this JVM, on the loopback address only, with Atrium's tables. */
public final class LocalDynamo implements AutoCloseable {
    private static final long INDEX_TIMEOUT_S = 60;
    private static final long INDEX_LOOK_MS = 20;

    /** Where DynamoDB Local keeps tables that everybody shares, in its folder. */
    private static final String DATABASE = "shared-local-instance.db";

    private static final int COPY_TRIES = 500;

    private final Server server;
    private final AbstractLocalDynamoDBServerHandler handler;

    private LocalDynamo(Server server, AbstractLocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Starts it. Its own way to start listens on every address of the machine, and it asks nobody
     * who he is: hence a server of ours around its handler, on the loopback address. Telemetry is
     * part of its own way alone. One starts at a time in a JVM, as it always did here.
     *
     * @param port where it answers
     * @param folder where the tables are kept; in memory only, if there is none
     * @throws IllegalStateException if it cannot listen there
     */
    public static synchronized LocalDynamo start(int port, Optional<Path> folder)
            throws IOException {
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        // Null: no list of origins, since no page asks it.
        AbstractLocalDynamoDBServerHandler handler =
                new LocalDynamoDBServerHandler(requests(folder), null);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(new ContextHandlerCollection(new ContextHandler(handler)));
        LocalDynamo started = new LocalDynamo(server, handler);
        try {
            server.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    /** Whatever the access key, who asks finds the same tables. */
    private static LocalDynamoDBRequestHandler requests(Optional<Path> folder) {
        boolean inMemory = folder.isEmpty();
        boolean oneDatabase = true;
        boolean slowStatuses = false;
        String path = folder.map(Path::toString).orElse(null);
        return new LocalDynamoDBRequestHandler(0, inMemory, path, oneDatabase, slowStatuses);
    }

    /** Where one on that port answers. */
    public static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Copies the tables of a server that keeps them in a folder, as they are at one moment, while
     * it runs: what a recovery to a point in time gives.
     *
     * @param to a folder that another server can be started with; is made
     * @throws IOException if there are none, or they cannot be copied
     */
    public static void copy(Path folder, Path to) throws IOException {
        Files.createDirectories(to);
        Path tables = folder.resolve(DATABASE);
        SQLiteConnection source = new SQLiteConnection(tables.toFile());
        try {
            source.openReadonly();
            SQLiteBackup backup = source.initializeBackup(to.resolve(DATABASE).toFile());
            try {
                copyAll(backup);
            } finally {
                backup.dispose();
            }
        } catch (SQLiteException e) {
            throw new IOException(tables + " cannot be copied", e);
        } finally {
            source.dispose();
        }
    }

    /** In one step, so that nobody writes between two. */
    private static void copyAll(SQLiteBackup backup) throws SQLiteException {
        for (int i = 1; !backup.isFinished(); i++) {
            try {
                boolean _ = backup.backupStep(-1);
            } catch (SQLiteBusyException e) {
                if (i == COPY_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(INDEX_LOOK_MS));
            }
        }
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
            handler.close();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }
}
