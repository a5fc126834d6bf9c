package dev.atrium.functions.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.room.NonceHashes;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SeedDrawRow;
import dev.atrium.vrf.RoomDraw;
import dev.atrium.vrf.SeedExchange.Answer;
import dev.atrium.vrf.SeedExchange.Request;
import dev.atrium.vrf.SeedProof;
import dev.atrium.vrf.VrfSecretKey;
import dev.atrium.wire.Json;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The draws of rooms' seeds, one for each room. Blocking and thread-safe. */
final class SeedDraws {
    /** A strategy world lives for months, and who takes it over asks again. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final TypeReference<TreeMap<Integer, String>> NONCES = new TypeReference<>() {};

    private final DynamoDbTable<RoomRow> rooms;
    private final DynamoDbTable<SeedDrawRow> draws;
    private final VrfSecretKey key;
    private final InstantSource clock;

    SeedDraws(
            DynamoDbTable<RoomRow> rooms,
            DynamoDbTable<SeedDrawRow> draws,
            VrfSecretKey key,
            InstantSource clock) {
        this.rooms = rooms;
        this.draws = draws;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Answers a host. What is written before it is told cannot be drawn otherwise afterwards, by
     * nobody: so nobody draws until he likes what comes.
     */
    Answer answer(Request request) {
        RoomRow room = room(request.roomId());
        if (room == null) {
            return Answer.refused("room-missing");
        }
        if (request.nonces().isEmpty()) {
            return drawn(room).map(Answer::of).orElseGet(Answer::none);
        }
        SortedMap<Integer, String> nonces = new TreeMap<>();
        request.nonces().get().forEach(nonce -> nonces.put(nonce.seat(), nonce.nonce()));
        RoomDraw draw;
        try {
            draw = draw(room, nonces);
        } catch (IllegalArgumentException e) {
            return Answer.refused("malformed");
        }
        if (!new NonceHashes(SeatPlans.of(room)).allow(nonces)) {
            return Answer.refused("nonce-mismatch");
        }
        if (room.status() != RoomStatus.PLAYING) {
            return drawn(room).map(Answer::of).orElseGet(() -> Answer.refused("room-over"));
        }
        return Answer.of(write(draw) ? SeedProof.make(key, draw) : drawn(room).orElseThrow());
    }

    private @Nullable RoomRow room(String roomId) {
        return rooms.getItem(get -> get.key(k -> k.partitionValue(roomId)).consistentRead(true));
    }

    private static RoomDraw draw(RoomRow room, SortedMap<Integer, String> nonces) {
        return new RoomDraw(room.roomId(), room.game(), room.rulesVersion(), nonces);
    }

    private Optional<SeedProof> drawn(RoomRow room) {
        SeedDrawRow row =
                draws.getItem(
                        get -> get.key(k -> k.partitionValue(room.roomId())).consistentRead(true));
        return Optional.ofNullable(row)
                .map(first -> SeedProof.make(key, draw(room, read(first.nonces(), NONCES))));
    }

    /** False if somebody has drawn before, or this call has and did not hear of it. */
    private boolean write(RoomDraw draw) {
        long nowMs = clock.millis();
        SeedDrawRow row =
                new SeedDrawRow(
                        draw.roomId(),
                        json(draw.nonces()),
                        nowMs,
                        (nowMs + KEPT.toMillis()) / 1_000);
        try {
            draws.putItem(
                    put ->
                            put.item(row)
                                    .conditionExpression(
                                            Expression.builder()
                                                    .expression("attribute_not_exists(roomId)")
                                                    .build()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row holds no " + type.getType(), e);
        }
    }

    private static String json(SortedMap<Integer, String> nonces) {
        try {
            return Json.mapper().writeValueAsString(nonces);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("nonces cannot be written", e);
        }
    }
}
