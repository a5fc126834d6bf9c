package dev.atrium.localstack.load;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.catalog.Games;
import dev.atrium.game.GameInfo;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.host.HostProcess;
import dev.atrium.localstack.store.FreePort;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.localstack.store.LocalRedis;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts a room host with its stores, places rooms on it, writes a ticket for every seat to a file,
 * says {@code ready PORT PID}, and stays until its standard input ends.
 */
public final class LoadHost {
    private static final String TABLE_PREFIX = "load-";
    private static final String NONCE = "00".repeat(32);
    private static final long LEASE_TIMEOUT_S = 30;
    private static final long POLL_MS = 50;

    private LoadHost() {}

    /**
     * What a load run wants.
     *
     * @param game of all rooms
     * @param rooms 1 to 10000
     * @param seats in each
     * @param folder for keys, logs and {@code tickets}
     * @param jvmFlags of the host
     */
    private record Wanted(String game, int rooms, int seats, Path folder, List<String> jvmFlags) {}

    /** Reads {@code GAME}, {@code ROOMS}, {@code SEATS}, {@code FOLDER} and {@code JVM_FLAGS}. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        String flags = environment.getOrDefault("JVM_FLAGS", "");
        Wanted wanted =
                new Wanted(
                        environment.getOrDefault("GAME", "arena.practice"),
                        Integer.parseInt(environment.getOrDefault("ROOMS", "80")),
                        Integer.parseInt(environment.getOrDefault("SEATS", "20")),
                        Path.of(environment.getOrDefault("FOLDER", "target/load")),
                        flags.isEmpty() ? HostProcess.SERVER : List.of(flags.split(" ", -1)));
        Files.createDirectories(wanted.folder());
        int dynamoPort = FreePort.find();
        LocalAws aws = new LocalAws(LocalDynamo.uri(dynamoPort));
        try (LocalRedis redis = LocalRedis.start(wanted.folder());
                LocalDynamo _ = LocalDynamo.start(dynamoPort, Optional.empty())) {
            LocalDynamo.createTables(aws.dynamoDb(), TABLE_PREFIX);
            int port = FreePort.find();
            try (HostProcess host = start(wanted, port, aws, redis.uri())) {
                host.awaitReady();
                place(wanted, aws);
                System.out.printf("ready %d %d%n", port, host.pid());
                while (System.in.read() >= 0) {
                    // Until whoever started it is done.
                }
            }
        }
    }

    private static HostProcess start(Wanted wanted, int port, LocalAws aws, URI redis)
            throws IOException {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("ATRIUM_DIRECT_URL", "ws://localhost:" + port + "/play");
        environment.put("ATRIUM_INTERNAL_URL", "http://127.0.0.1:" + port);
        environment.put("ATRIUM_TABLE_PREFIX", TABLE_PREFIX);
        environment.put("ATRIUM_REDIS_URI", redis.toString());
        environment.put("ATRIUM_ARCHIVE", wanted.folder().resolve("archive").toString());
        environment.put("ATRIUM_KEYS", wanted.folder().resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_KEY", "nobody-comes-through-it");
        // All players of a load run come from here.
        environment.put("ATRIUM_ADDRESS_NEW_PER_MINUTE", "1000000");
        environment.put("ATRIUM_ADDRESS_OPEN", "1000000");
        environment.put("ATRIUM_CAPACITY_ROOMS", Integer.toString(wanted.rooms()));
        Path home = Path.of(System.getProperty("atrium.home", "."));
        Path target = home.resolve("room-host/target");
        return HostProcess.start(
                wanted.jvmFlags(),
                port,
                target.resolve("room-host-0.1.0.jar") + ":" + target.resolve("lib/*"),
                environment,
                wanted.folder().resolve("room-host.log"));
    }

    private static void place(Wanted wanted, LocalAws aws) throws IOException {
        DynamoDbEnhancedClient client =
                DynamoDbEnhancedClient.builder().dynamoDbClient(aws.dynamoDb()).build();
        String owner = awaitLease(client);
        Tokens tokens =
                Tokens.signedBy(
                        new KeyFolder(wanted.folder().resolve("keys")).key(KeyFolder.SESSIONS),
                        InstantSource.system());
        GameInfo info =
                Games.all().all().stream()
                        .map(game -> game.info())
                        .filter(found -> found.id().equals(wanted.game()))
                        .findFirst()
                        .orElseThrow();
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i < wanted.rooms(); i++) {
            String roomId = RoomId.draw().value();
            Tables.ROOMS.in(client, TABLE_PREFIX).putItem(row(roomId, info, owner, seats(wanted)));
            for (int seat = 0; seat < wanted.seats(); seat++) {
                Ticket ticket = new Ticket(roomId, "load-" + seat, Optional.of(seat));
                tickets.add(tokens.issueTicket(ticket).token());
            }
        }
        Files.write(wanted.folder().resolve("tickets"), tickets);
    }

    private static String awaitLease(DynamoDbEnhancedClient client) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEASE_TIMEOUT_S);
        while (System.nanoTime() < end) {
            Optional<HostRow> row =
                    Tables.HOSTS.in(client, TABLE_PREFIX).scan().items().stream().findFirst();
            if (row.isPresent()) {
                return row.get().hostId();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        throw new IllegalStateException("the room host takes no lease; see its log");
    }

    private static String seats(Wanted wanted) throws JsonProcessingException {
        String nonceHash = StateHash.of(HexFormat.of().parseHex(NONCE)).hex();
        List<SeatPlan> seats = new ArrayList<>();
        for (int seat = 0; seat < wanted.seats(); seat++) {
            seats.add(
                    new SeatPlan(
                            seat,
                            "load-" + seat,
                            "Load " + seat,
                            "fox",
                            false,
                            new TreeMap<>(),
                            nonceHash));
        }
        return Json.mapper().writeValueAsString(seats);
    }

    private static RoomRow row(String roomId, GameInfo info, String owner, String seats) {
        return new RoomRow(
                roomId,
                info.id(),
                info.rulesVersion(),
                RoomStatus.PLACED,
                owner,
                0,
                seats,
                System.currentTimeMillis(),
                0,
                null,
                null,
                0);
    }
}
