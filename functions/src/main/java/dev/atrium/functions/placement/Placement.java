package dev.atrium.functions.placement;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.functions.edge.Functions;
import dev.atrium.game.GameInfo;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RoomCondition;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.Json;

import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Places rooms: on the less loaded of two live hosts that are drawn from those that can run the
 * game in its rules version. A host counts its rooms only when it renews its lease, so the load is
 * half a second old: the least loaded of all would be everybody's choice until then. What a host
 * then cannot take it refuses itself. Blocking and thread-safe.
 */
public final class Placement {
    /** Rows looked at; more hosts than that are not run, and rows of dead ones expire. */
    private static final int HOSTS_MAX = 1_000;

    /** Of which the less loaded is taken: enough that loads hardly differ. */
    private static final int CHOICES = 2;

    /** Of a room whose players have not all paid. */
    private static final String CALLED_OFF = "entries-missing";

    private final DynamoDbTable<HostRow> hosts;
    private final DynamoDbTable<RoomRow> rooms;
    private final Supplier<RedisClusterCommands<String, String>> redis;
    private final RedisKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Placement over these stores.
     *
     * @param random chooses among hosts that are equally loaded
     */
    public Placement(
            Tables tables, Liveness liveness, InstantSource clock, RandomGenerator random) {
        this.hosts = tables.hosts();
        this.rooms = tables.rooms();
        this.redis = liveness.redis();
        this.keys = liveness.keys();
        this.clock = clock;
        this.random = random;
    }

    /** Placement of a process. */
    public static Placement of(Functions functions, RandomGenerator random) {
        return new Placement(
                new Tables(
                        functions.stores().table(dev.atrium.schema.Tables.HOSTS),
                        functions.stores().table(dev.atrium.schema.Tables.ROOMS)),
                new Liveness(() -> functions.stores().redis(), functions.stores().keys()),
                functions.clock(),
                random);
    }

    /** The tables of hosts and rooms. */
    public record Tables(DynamoDbTable<HostRow> hosts, DynamoDbTable<RoomRow> rooms) {}

    /** Where the keys of live hosts are. */
    public record Liveness(Supplier<RedisClusterCommands<String, String>> redis, RedisKeys keys) {}

    /**
     * A room that was placed.
     *
     * @param room its row
     * @param host that was chosen
     */
    public record Placed(RoomRow room, HostRow host) {}

    /** Places a room under an id of its own. */
    public Optional<Placed> place(GameInfo game, List<SeatPlan> seats) {
        return place(RoomId.draw(), game, seats);
    }

    /** Places a room whose game is opened without settings. */
    public Optional<Placed> place(RoomId roomId, GameInfo game, List<SeatPlan> seats) {
        return place(roomId, game, seats, Collections.emptySortedMap());
    }

    /**
     * Places a room.
     *
     * @param roomId drawn for it alone
     * @param options settings that its game is opened with, by name; it may have none
     * @return empty if no live host has room for it
     * @throws software.amazon.awssdk.core.exception.SdkException if it is not known to be placed;
     *     the row may stand then, and is swept as one that nobody enters
     */
    public Optional<Placed> place(
            RoomId roomId, GameInfo game, List<SeatPlan> seats, SortedMap<String, String> options) {
        return choose(game, Optional.empty())
                .map(
                        chosen -> {
                            RoomRow room = row(roomId, game, seats, chosen);
                            if (!options.isEmpty()) {
                                room = room.withOptions(json(options));
                            }
                            write(room);
                            return new Placed(room, chosen);
                        });
    }

    /**
     * A host for a room of that game.
     *
     * @param region where it is to be; anywhere if left out
     * @return empty if no live host there has room for it
     */
    public Optional<HostRow> choose(GameInfo game, Optional<String> region) {
        String gameKey = HostRow.gameKey(game.id(), game.rulesVersion());
        List<HostRow> candidates = new ArrayList<>();
        hosts.scan().items().stream()
                .limit(HOSTS_MAX)
                .filter(h -> !h.draining() && h.rooms() < h.capacityRooms())
                .filter(h -> h.games().contains(gameKey))
                .filter(h -> region.isEmpty() || h.region().equals(region.get()))
                .forEach(candidates::add);
        Collections.shuffle(candidates, Random.from(random));
        for (int i = 0; i < candidates.size(); i += CHOICES) {
            Optional<HostRow> chosen =
                    candidates.subList(i, Math.min(i + CHOICES, candidates.size())).stream()
                            .sorted(Placement::byLoad)
                            .filter(this::lives)
                            .findFirst();
            if (chosen.isPresent()) {
                return chosen;
            }
        }
        return Optional.empty();
    }

    /** Where hosts are, of which one at least takes rooms. */
    public Set<String> regions() {
        return hosts.scan().items().stream()
                .limit(HOSTS_MAX)
                .filter(host -> !host.draining())
                .map(HostRow::region)
                .collect(Collectors.toSet());
    }

    /** Compares rooms / capacity without dividing. */
    private static int byLoad(HostRow a, HostRow b) {
        return Long.compare(
                (long) a.rooms() * b.capacityRooms(), (long) b.rooms() * a.capacityRooms());
    }

    private boolean lives(HostRow host) {
        return redis.get().exists(keys.hostAlive(host.hostId())) == 1;
    }

    /**
     * Makes a room void that was placed, and to which nobody was given a ticket. Nothing is done if
     * it is not there, or somebody has opened it all the same.
     */
    public void callOff(RoomId roomId) {
        RoomRow room =
                rooms.getItem(
                        get -> get.key(k -> k.partitionValue(roomId.value())).consistentRead(true));
        if (room == null || room.status() != RoomStatus.PLACED) {
            return;
        }
        try {
            rooms.putItem(
                    PutItemEnhancedRequest.builder(RoomRow.class)
                            .item(room.voided(CALLED_OFF))
                            .conditionExpression(RoomCondition.asRead(room))
                            .build());
        } catch (ConditionalCheckFailedException e) {
            // Another has made it void: that is what was wanted.
        }
    }

    /** The row of a room that is to be placed there. */
    public RoomRow row(RoomId roomId, GameInfo game, List<SeatPlan> seats, HostRow host) {
        return new RoomRow(
                roomId.value(),
                game.id(),
                game.rulesVersion(),
                RoomStatus.PLACED,
                host.hostId(),
                0,
                json(seats),
                clock.millis(),
                0,
                null,
                null,
                0);
    }

    private void write(RoomRow room) {
        try {
            rooms.putItem(
                    PutItemEnhancedRequest.builder(RoomRow.class)
                            .item(room)
                            .conditionExpression(
                                    Expression.builder()
                                            .expression("attribute_not_exists(roomId)")
                                            .build())
                            .build());
        } catch (ConditionalCheckFailedException e) {
            // The id has 128 random bits: a retry of the client's own has met its own success.
            if (!room.equals(
                    rooms.getItem(
                            r ->
                                    r.key(k -> k.partitionValue(room.roomId()))
                                            .consistentRead(true)))) {
                throw e;
            }
        }
    }

    private static String json(Object seatsOrOptions) {
        try {
            return Json.mapper().writeValueAsString(seatsOrOptions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("seats or options cannot be written", e);
        }
    }
}
