package dev.atrium.functions.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.room.NonceHashes;
import dev.atrium.room.RoomId;
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
import java.util.function.Function;

/** The draws of rooms' seeds, one for each room. Blocking and thread-safe. */
final class SeedDraws {
    /** A strategy world lives for months, and who takes it over asks again. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final TypeReference<TreeMap<Integer, String>> NONCES = new TypeReference<>() {};

    private final DynamoDbTable<RoomRow> rooms;
    private final DynamoDbTable<SeedDrawRow> draws;
    private final Keys keys;
    private final InstantSource clock;

    /**
     * What seeds are drawn with.
     *
     * @param present draws
     * @param retired by its id, tells again what it has drawn before it was replaced; empty if it
     *     was not kept
     */
    record Keys(VrfSecretKey present, Function<String, Optional<VrfSecretKey>> retired) {
        Optional<VrfSecretKey> named(@Nullable String keyId) {
            if (present.publicKey().keyId().equals(keyId)) {
                return Optional.of(present);
            }
            // Which key drew for a build that did not write it down, nobody can say.
            return Optional.ofNullable(keyId).flatMap(retired);
        }
    }

    SeedDraws(
            DynamoDbTable<RoomRow> rooms,
            DynamoDbTable<SeedDrawRow> draws,
            Keys keys,
            InstantSource clock) {
        this.rooms = rooms;
        this.draws = draws;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Answers a host. What is written before it is told cannot be drawn otherwise afterwards, by
     * nobody: so nobody draws until he likes what comes.
     */
    Answer answer(Request request) {
        if (!RoomId.isRoomId(request.roomId())) {
            return Answer.refused("malformed");
        }
        RoomRow room = room(request.roomId());
        if (room == null) {
            return Answer.refused("room-missing");
        }
        if (request.nonces().isEmpty()) {
            return drawn(room).orElseGet(Answer::none);
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
            return drawn(room).orElseGet(() -> Answer.refused("room-over"));
        }
        return write(draw)
                ? Answer.of(SeedProof.make(keys.present(), draw))
                : drawn(room).orElseThrow();
    }

    private @Nullable RoomRow room(String roomId) {
        return rooms.getItem(get -> get.key(k -> k.partitionValue(roomId)).consistentRead(true));
    }

    private static RoomDraw draw(RoomRow room, SortedMap<Integer, String> nonces) {
        return new RoomDraw(room.roomId(), room.game(), room.rulesVersion(), nonces);
    }

    /** Told again under the key that drew: another would be another seed. */
    private Optional<Answer> drawn(RoomRow room) {
        SeedDrawRow row =
                draws.getItem(
                        get -> get.key(k -> k.partitionValue(room.roomId())).consistentRead(true));
        return Optional.ofNullable(row)
                .map(
                        first ->
                                keys.named(first.keyId())
                                        .map(key -> SeedProof.make(key, drawnFrom(room, first)))
                                        .map(Answer::of)
                                        .orElseGet(() -> Answer.refused("key-retired")));
    }

    private static RoomDraw drawnFrom(RoomRow room, SeedDrawRow row) {
        return draw(room, read(row.nonces(), NONCES));
    }

    /** False if somebody has drawn before, or this call has and did not hear of it. */
    private boolean write(RoomDraw draw) {
        long nowMs = clock.millis();
        SeedDrawRow row =
                new SeedDrawRow(
                        draw.roomId(),
                        json(draw.nonces()),
                        keys.present().publicKey().keyId(),
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
