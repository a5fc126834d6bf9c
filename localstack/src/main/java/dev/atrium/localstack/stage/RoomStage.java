package dev.atrium.localstack.stage;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.catalog.Games;
import dev.atrium.game.GameInfo;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Tokens;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * The stores, keys and environment of hosts that are measured, and rooms on them. For one thread.
 */
public final class RoomStage implements AutoCloseable {
    /** The nonce that all seats enter with. */
    public static final String NONCE = "00".repeat(32);

    /** The key by which hosts and the gateway know each other; of this machine alone. */
    public static final String GATEWAY_KEY = "hosts-know-it-and-the-gateway";

    private static final long LEASE_TIMEOUT_S = 60;
    private static final long POLL_MS = 20;

    private final Path folder;
    private final String tablePrefix;
    private final int dynamoPort = FreePort.find();
    private final LocalAws aws = new LocalAws(LocalDynamo.uri(dynamoPort));
    private final DynamoDbClient dynamo = aws.dynamoDb();
    private final DynamoDbEnhancedClient client =
            DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
    private final LocalDynamo local;

    /**
     * Starts DynamoDB and makes the tables.
     *
     * @param folder for keys and the archive; is made
     * @param tablePrefix of all tables
     */
    public RoomStage(Path folder, String tablePrefix) throws IOException {
        this.folder = folder;
        this.tablePrefix = tablePrefix;
        Files.createDirectories(folder);
        this.local = LocalDynamo.start(dynamoPort, Optional.empty());
        try {
            LocalDynamo.createTables(dynamo, tablePrefix);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Its access to AWS. */
    public LocalAws aws() {
        return aws;
    }

    /** A client of its DynamoDB; closed with it. */
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    /** Where DynamoDB listens. */
    public int dynamoPort() {
        return dynamoPort;
    }

    /** The deployment's keys. */
    public KeyFolder keys() {
        return new KeyFolder(folder.resolve("keys"));
    }

    /** Where finished rooms go. */
    public Path archive() {
        return folder.resolve("archive");
    }

    /** What opens doors under the deployment's keys. */
    public Tokens tokens() {
        return Tokens.signedBy(keys().key(KeyFolder.SESSIONS), InstantSource.system());
    }

    /**
     * What every host here is told.
     *
     * @param more of this host, such as where it is reached; wins
     */
    public Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("ATRIUM_TABLE_PREFIX", tablePrefix);
        environment.put("ATRIUM_ARCHIVE", archive().toString());
        environment.put("ATRIUM_KEYS", folder.resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_KEY", GATEWAY_KEY);
        // What hosts can do is asked, on a machine that is everybody's: one that sheds load would
        // not show it, and would refuse rooms of others.
        environment.put("ATRIUM_SHED_LOAD", "0");
        // All players come from one address.
        environment.put("ATRIUM_ADDRESS_NEW_PER_MINUTE", "1000000");
        environment.put("ATRIUM_ADDRESS_OPEN", "1000000");
        environment.putAll(more);
        return environment;
    }

    /**
     * Waits until such a host has its lease.
     *
     * @throws IllegalStateException if none comes in time
     */
    public HostRow awaitHost(Predicate<HostRow> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEASE_TIMEOUT_S);
        while (System.nanoTime() < end) {
            Optional<HostRow> row = host(wanted);
            if (row.isPresent()) {
                return row.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        throw new IllegalStateException("a host takes no lease; see its log in " + folder);
    }

    /** Such a host as it last renewed its lease, half a second ago at most; rows stay an hour. */
    public Optional<HostRow> host(Predicate<HostRow> wanted) {
        return Tables.HOSTS.in(client, tablePrefix).scan().items().stream()
                .filter(wanted)
                .findFirst();
    }

    /**
     * Places a room.
     *
     * @param gameId its game, the newest rules of it
     * @param hostId who is to run it
     * @return its id
     */
    public String place(String gameId, String hostId, List<SeatPlan> seats)
            throws JsonProcessingException {
        RoomRow row = row(gameId, hostId, seats);
        Tables.ROOMS.in(client, tablePrefix).putItem(row);
        return row.roomId();
    }

    /**
     * Places a room that people join while it runs.
     *
     * @param gameId its game, the newest rules of it
     * @param hostId who is to run it
     * @param options what it is opened with, by name
     * @return its id
     */
    public String placeJoined(String gameId, String hostId, Map<String, String> options)
            throws JsonProcessingException {
        String json = Json.mapper().writeValueAsString(new TreeMap<>(options));
        RoomRow row = row(gameId, hostId, List.of()).withOptions(json);
        Tables.ROOMS.in(client, tablePrefix).putItem(row);
        return row.roomId();
    }

    /** One of its tables. */
    public <T> DynamoDbTable<T> table(TableDefinition<T> definition) {
        return definition.in(client, tablePrefix);
    }

    private static RoomRow row(String gameId, String hostId, List<SeatPlan> seats)
            throws JsonProcessingException {
        GameInfo info = Games.all().newest(gameId).orElseThrow().info();
        return new RoomRow(
                RoomId.draw().value(),
                info.id(),
                info.rulesVersion(),
                RoomStatus.PLACED,
                hostId,
                0,
                Json.mapper().writeValueAsString(seats),
                System.currentTimeMillis(),
                0,
                null,
                null,
                0);
    }

    /** What seats say of {@link #NONCE}. */
    public static String nonceHash() {
        return StateHash.of(HexFormat.of().parseHex(NONCE)).hex();
    }

    /** A room's row as it is now, if there is one. */
    public Optional<RoomRow> room(String roomId) {
        return Optional.ofNullable(
                Tables.ROOMS
                        .in(client, tablePrefix)
                        .getItem(g -> g.key(k -> k.partitionValue(roomId)).consistentRead(true)));
    }

    /** The outcome of a room, once it has one. */
    public Optional<OutcomeRow> outcome(String roomId) {
        return Optional.ofNullable(
                Tables.OUTCOMES
                        .in(client, tablePrefix)
                        .getItem(g -> g.key(k -> k.partitionValue(roomId)).consistentRead(true)));
    }

    @Override
    public void close() {
        dynamo.close();
        local.close();
    }
}
