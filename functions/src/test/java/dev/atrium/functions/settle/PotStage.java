package dev.atrium.functions.settle;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.Poster;
import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.SigningKey;
import dev.atrium.proof.Outcome;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RefundOrderRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.vrf.VrfSecretKey;
import dev.atrium.wire.Json;

import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A match of Blitz for which Ann, Ben and Cat have paid 300 each; Cat left before it began. */
final class PotStage implements AutoCloseable {
    static final String ROOM = "0123456789abcdef".repeat(2);
    static final EntryTerms TERMS = new EntryTerms("arena.blitz", 100);
    static final List<String> PLAYERS = List.of("p-ann", "p-ben", "p-cat");
    static final VrfSecretKey SEEDS = VrfSecretKey.generate();
    static final PlayedMatch MATCH = PlayedMatch.drawn(SEEDS, ROOM, "p-ann", "p-ben");

    final LocalFunctions local;
    final Escrow escrow;
    final SettlementHandler settlement;
    final SigningKey key;

    private PotStage(Map<String, String> more) throws IOException {
        local = LocalFunctions.open(more);
        escrow = local.functions().escrow();
        settlement = new SettlementHandler(local.functions());
        KeyFolder folder = new KeyFolder(local.keyFolder());
        folder.publish(KeyFolder.OUTCOMES);
        publishSeeds(SEEDS);
        key = folder.key(KeyFolder.OUTCOMES);
        MATCH.archive(local.functions().archive());
        for (String player : PLAYERS) {
            local.stores()
                    .table(Tables.PLAYERS)
                    .putItem(new PlayerRow(player, player, "owl", "guest", 5, 0, 0, 0, 0, 0));
            escrow.grant(player, "welcome", 1_000);
        }
        escrow.open(ROOM, TERMS);
        for (String player : PLAYERS) {
            escrow.enter(ROOM, player, 3);
        }
    }

    static PotStage open() {
        return open(Map.of());
    }

    /** The same with other or more environment variables. */
    static PotStage open(Map<String, String> more) {
        try {
            return new PotStage(more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settlement by a process of its own, all of whose calls go across that wire. */
    SettlementHandler across(Tripwire wire) {
        return across(wire, local.stores().dynamo());
    }

    /**
     * The same over another client of the tables.
     *
     * @param dynamo behind the wire
     */
    @SuppressWarnings("unchecked") // A proxy of the raw type is one of any.
    SettlementHandler across(Tripwire wire, DynamoDbClient dynamo) {
        DynamoDbClient cut = wire.across(DynamoDbClient.class, dynamo);
        RedisClusterCommands<String, String> redis =
                wire.acrossRedis(RedisClusterCommands.class, local.stores().redis());
        Functions functions =
                new Functions(
                        local.functions().config(),
                        new Functions.Clients(() -> cut, local.gateway()::client, local.clock()));
        Poster poster = wire.across(Poster.class, functions.poster());
        return new SettlementHandler(
                SettlerWiring.settler(
                        functions,
                        new SettlerWiring.Reach(functions.escrow(), () -> redis, poster)));
    }

    /** Whose draws are believed, and no others'. */
    void publishSeeds(VrfSecretKey secret) {
        try {
            Files.writeString(seedsFile(), secret.publicKey().hex() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path seedsFile() {
        return local.keyFolder().resolve("vrf.pub");
    }

    /** The room and its outcome as a host leaves them. */
    OutcomeRow finished(Outcome outcome) {
        return finished(outcome, key, seat -> seat);
    }

    /** Signed with another key. */
    OutcomeRow finished(Outcome outcome, SigningKey other) {
        return finished(outcome, other, seat -> seat);
    }

    /** Its seats are otherwise, as that changes them. */
    OutcomeRow finished(Outcome outcome, UnaryOperator<SeatPlan> changed) {
        return finished(outcome, key, changed);
    }

    private OutcomeRow finished(
            Outcome outcome, SigningKey signing, UnaryOperator<SeatPlan> changed) {
        OutcomeRow row = PlayedMatch.signed(outcome, signing);
        RoomRow room = PlayedMatch.finished(row, outcome.game());
        put(
                room,
                SeatPlans.of(room).stream()
                        .map(seat -> changed.apply(seat.with(SeatPlan.FEE, 100)))
                        .toList());
        local.stores().table(Tables.OUTCOMES).putItem(row);
        return row;
    }

    /** The match's outcome with another winner, which no journal proves. */
    OutcomeRow finishedWithALie() {
        Outcome honest = MATCH.outcome();
        return finished(
                new Outcome(
                        honest.roomId(),
                        honest.game(),
                        honest.rulesVersion(),
                        honest.seedSource(),
                        honest.seed(),
                        honest.seedProof(),
                        honest.seats(),
                        honest.reason(),
                        honest.standings().reversed(),
                        honest.ticks(),
                        honest.journalHash(),
                        honest.stateHash(),
                        honest.startedAt(),
                        honest.finishedAt(),
                        honest.hostBuild()));
    }

    /** A room that has not finished. */
    void room(String roomId, RoomStatus status) {
        put(
                new RoomRow(
                        roomId,
                        "arena.blitz",
                        MATCH.outcome().rulesVersion(),
                        status,
                        "host-1",
                        1,
                        "[]",
                        1,
                        0,
                        null,
                        status == RoomStatus.VOID ? "quarantined" : null,
                        0),
                List.of());
    }

    private void put(RoomRow room, List<SeatPlan> plan) {
        String seats;
        try {
            seats = Json.mapper().writeValueAsString(plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        local.stores()
                .table(Tables.ROOMS)
                .putItem(
                        new RoomRow(
                                room.roomId(),
                                room.game(),
                                room.rulesVersion(),
                                room.status(),
                                room.owner(),
                                room.epoch(),
                                seats,
                                room.createdAtMs(),
                                room.finishedAtMs(),
                                room.outcomeHash(),
                                room.voidReason(),
                                room.settledAtMs()));
    }

    RoomRow roomRow() {
        return local.stores()
                .table(Tables.ROOMS)
                .getItem(get -> get.key(k -> k.partitionValue(ROOM)));
    }

    /** As an operator's host orders it. */
    void orderRefund() {
        RefundOrderRow.TABLE
                .in(local.stores().enhanced(), local.stores().tablePrefix())
                .updateItem(new RefundOrderRow(ROOM, local.clock().millis()));
    }

    /** What the stream of rooms tells of the room as it is now; which records are to come again. */
    List<String> tell(VoidRoomsHandler handler) {
        ObjectNode event = Json.mapper().createObjectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("eventName", "MODIFY");
        record.put("eventSource", "aws:dynamodb");
        ObjectNode change = record.putObject("dynamodb");
        change.put("SequenceNumber", "seq-1");
        ObjectNode image = change.putObject("NewImage");
        local.stores()
                .dynamo()
                .getItem(
                        get ->
                                get.tableName(local.stores().tablePrefix() + Tables.ROOMS.name())
                                        .key(Map.of("roomId", AttributeValue.fromS(ROOM))))
                .item()
                .forEach(
                        (name, value) -> {
                            if (value.s() != null) {
                                image.withObject("/" + name).put("S", value.s());
                            } else if (value.n() != null) {
                                image.withObject("/" + name).put("N", value.n());
                            }
                        });
        return SettlementStage.failures(handler, event);
    }

    EscrowState state(String roomId) {
        return escrow.find(roomId).orElseThrow().state();
    }

    List<Long> balances() {
        return PLAYERS.stream().map(escrow::balance).toList();
    }

    static String winner() {
        return MATCH.outcome().standings().stream()
                .map(place -> MATCH.outcome().seat(place.seat()).playerId())
                .filter(player -> player.startsWith("p-"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        local.close();
    }
}
