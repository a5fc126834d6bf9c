package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.archive.Archive;
import dev.atrium.board.BoardPlace;
import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.functions.edge.SettableClock;
import dev.atrium.game.GameCatalog;
import dev.atrium.identity.SigningKey;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;
import dev.atrium.wire.Json;

import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Settlement over real stores, called with the stream's JSON; the archive is a map. */
final class SettlementStage implements AutoCloseable {
    static final Instant NOW = Instant.ofEpochMilli(PlayedMatch.FINISHED_AT + 500);
    static final SigningKey KEY = SigningKey.generate();

    final LocalStores stores = LocalStores.open();
    private final GameCatalog games;
    final MapArchive archive = new MapArchive();
    final SettableClock clock = new SettableClock(NOW);

    /** Lines for CloudWatch. */
    final List<String> metrics = new CopyOnWriteArrayList<>();

    /** Objects in memory; fails when told to. */
    static final class MapArchive implements Archive {
        final Map<String, byte[]> objects = new HashMap<>();
        boolean fails;

        /** Runs while the journal is read. */
        Runnable meanwhile = () -> {};

        @Override
        public void put(String key, byte[] object) {
            objects.put(key, object);
        }

        @Override
        public Optional<byte[]> get(String key) throws IOException {
            if (fails) {
                throw new IOException("the archive cannot be read now");
            }
            meanwhile.run();
            return Optional.ofNullable(objects.get(key));
        }
    }

    /** All that settlement writes, but for the times at which it did. */
    record State(
            Map<String, PlayerRow> players,
            List<MatchRow> matches,
            List<BoardRow> boards,
            List<RatingRow> ratings,
            List<String> steps,
            Map<String, Long> figures,
            Map<String, String> liveRows,
            Map<String, Double> liveScores,
            List<Boolean> roomsSettled) {}

    /** Outcomes of the games that Atrium ships. */
    SettlementStage() {
        this(Games.all());
    }

    /** Outcomes of these games. */
    SettlementStage(GameCatalog games) {
        this.games = games;
    }

    SettlementHandler handler() {
        return handler(new Tripwire(0, false));
    }

    SettlementHandler handler(Tripwire wire) {
        return new SettlementHandler(settler(wire));
    }

    @SuppressWarnings("unchecked") // A proxy of the raw type is one of any.
    Settler settler(Tripwire wire) {
        DynamoDbClient dynamo = wire.across(DynamoDbClient.class, stores.dynamo());
        RedisClusterCommands<String, String> redis =
                wire.acrossRedis(RedisClusterCommands.class, stores.redis());
        return new Settler(
                new Evidence(
                        () -> List.of(KEY.publicKey()),
                        stakes -> Optional.of(new OutcomeProof(games, archive))),
                new SettlementBook(dynamo, stores.tablePrefix()),
                GameRecords.of(
                        dynamo,
                        stores.tablePrefix(),
                        new LiveBoard(() -> redis, stores.keys()),
                        new Aggregates(dynamo, stores.tablePrefix(), metrics::add)),
                Settler.Outside.NONE,
                clock);
    }

    void player(String playerId) {
        stores.table(Tables.PLAYERS)
                .putItem(
                        new PlayerRow(
                                playerId, "Name " + playerId, "owl", "guest", 5, 0, 0, 0, 0, 0));
    }

    /** The match as its host leaves it: journal archived, outcome signed, room finished. */
    OutcomeRow ended(PlayedMatch match) {
        match.archive(archive);
        OutcomeRow row = match.signed(KEY);
        stores.table(Tables.ROOMS).putItem(PlayedMatch.finished(row, match.outcome().game()));
        return row;
    }

    /** The ids of the records that are to be given again. */
    static List<String> settle(SettlementHandler handler, OutcomeRow... rows) {
        ObjectNode event = Json.mapper().createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (int i = 0; i < rows.length; i++) {
            records.add(record(rows[i], "INSERT", "seq-" + i));
        }
        return settle(handler, event);
    }

    static ObjectNode record(OutcomeRow row, String eventName, String sequence) {
        ObjectNode record = Json.mapper().createObjectNode();
        record.put("eventID", "e-" + sequence);
        record.put("eventName", eventName);
        record.put("eventVersion", "1.1");
        record.put("eventSource", "aws:dynamodb");
        record.put("awsRegion", "eu-central-1");
        ObjectNode change = record.putObject("dynamodb");
        change.put("ApproximateCreationDateTime", 1795151105);
        change.withObject("/Keys/roomId").put("S", row.roomId());
        ObjectNode image = change.putObject("NewImage");
        image.withObject("/roomId").put("S", row.roomId());
        image.withObject("/document").put("S", row.document());
        image.withObject("/keyId").put("S", row.keyId());
        image.withObject("/signature").put("S", row.signature());
        change.put("SequenceNumber", sequence);
        change.put("SizeBytes", 26);
        change.put("StreamViewType", "NEW_IMAGE");
        return record;
    }

    static List<String> settle(SettlementHandler handler, JsonNode event) {
        return failures(handler, event);
    }

    /** Calls a handler of a stream; which records it wants again. */
    static List<String> failures(
            RequestHandler<DynamodbEvent, StreamsEventResponse> handler, JsonNode event) {
        ClassLoader loader = SettlementStage.class.getClassLoader();
        DynamodbEvent read =
                LambdaEventSerializers.serializerFor(DynamodbEvent.class, loader)
                        .fromJson(event.toString());
        PojoSerializer<StreamsEventResponse> out =
                LambdaEventSerializers.serializerFor(StreamsEventResponse.class, loader);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        out.toJson(handler.handleRequest(read, null), json);
        try {
            return Json.mapper()
                    .readTree(json.toString(StandardCharsets.UTF_8))
                    .path("batchItemFailures")
                    .valueStream()
                    .map(f -> f.path("itemIdentifier").asText())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PlayerRow playerRow(String playerId) {
        return stores.table(Tables.PLAYERS).getItem(r -> r.key(k -> k.partitionValue(playerId)));
    }

    /** By player and ladder. */
    List<RatingRow> ratings() {
        return stores.table(Tables.RATINGS).scan().items().stream()
                .sorted(Comparator.comparing(RatingRow::playerId).thenComparing(RatingRow::ladder))
                .toList();
    }

    List<SettlementRow> settlements() {
        return stores.table(Tables.SETTLEMENTS).scan().items().stream().toList();
    }

    /** Steps but for those that every room has. */
    static List<String> bookings(List<SettlementRow> rows) {
        return rows.stream()
                .map(SettlementRow::step)
                .filter(step -> !step.equals(Settlement.AGGREGATES))
                .filter(step -> !step.equals(Settlement.NOTIFIED))
                .sorted()
                .toList();
    }

    /** What is counted, by period, shard and metric. */
    Map<String, Long> figures() {
        Map<String, Long> figures = new TreeMap<>();
        stores.table(Tables.DAILY_AGGREGATES)
                .scan()
                .items()
                .forEach(row -> figures.put(row.bucket() + " " + row.metric(), row.amount()));
        return figures;
    }

    State state() {
        Map<String, PlayerRow> players = new TreeMap<>();
        stores.table(Tables.PLAYERS).scan().items().forEach(p -> players.put(p.playerId(), p));
        return new State(
                players,
                stores.table(Tables.MATCHES).scan().items().stream()
                        .sorted((a, b) -> a.playerId().compareTo(b.playerId()))
                        .toList(),
                stores.table(Tables.BOARDS).scan().items().stream()
                        .filter(row -> row.boardShard().startsWith("blitz#"))
                        .sorted((a, b) -> a.playerId().compareTo(b.playerId()))
                        .toList(),
                ratings(),
                bookings(settlements()),
                figures(),
                liveRows("blitz"),
                liveScores("blitz"),
                roomsSettled());
    }

    /** What Redis shows of a board for all time: places by player. */
    Map<String, String> liveRows(String board) {
        Map<String, String> rows = new TreeMap<>();
        stores.redis()
                .hgetall(stores.keys().boardRows(board, "all"))
                .forEach((playerId, row) -> rows.put(playerId, row.split(" ", 3)[2]));
        return rows;
    }

    /** What Redis ranks a board for all time by: scores by player. */
    Map<String, Double> liveScores(String board) {
        Map<String, Double> scores = new TreeMap<>();
        stores.redis()
                .zrangeWithScores(stores.keys().boardOrder(board, "all"), 0, -1)
                .forEach(
                        v ->
                                scores.put(
                                        v.getValue().substring(BoardPlace.TIME_CHARACTERS),
                                        -v.getScore()));
        return scores;
    }

    List<Boolean> roomsSettled() {
        return stores.table(Tables.ROOMS).scan().items().stream()
                .map(RoomRow::settledAtMs)
                .map(at -> at > 0)
                .toList();
    }

    @Override
    public void close() {
        stores.close();
    }
}
