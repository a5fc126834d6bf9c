package dev.atrium.host;

import static dev.atrium.host.OperatedDeployment.done;
import static dev.atrium.host.OperatedDeployment.get;
import static dev.atrium.host.OperatedDeployment.json;
import static dev.atrium.host.OperatedDeployment.refused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.room.RoomId;
import dev.atrium.schema.DailyAggregateRow;
import dev.atrium.schema.Tables;
import dev.atrium.unsettled.DeadLetterBook;
import dev.atrium.unsettled.PayoutPause;
import dev.atrium.unsettled.WaitingPayouts;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What operators see of outcomes that are not settled, and order; functions carry it out. */
class OperatorSettlementIT {
    private static final String PREFIX = "unsettled-";
    private static final String BEN = "another-operators-key";

    @TempDir private static Path folder;

    private static OperatedDeployment deployment;
    private static RunningHost host;
    private static DynamoDbClient dynamo;

    private final DeadLetterBook letters = new DeadLetterBook(dynamo, PREFIX);
    private final WaitingPayouts waiting = new WaitingPayouts(dynamo, PREFIX);
    private final PayoutPause pause =
            new PayoutPause(
                    DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build(), PREFIX);
    private final String roomId = RoomId.draw().value();

    @BeforeAll
    static void start() throws IOException {
        deployment = OperatedDeployment.start("unsettled", folder, 1);
        host = deployment.first();
        dynamo = LocalStores.get().client();
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    private void open(String room, String reason) {
        letters.open(
                room,
                new DeadLetterBook.Cause(reason, "the outcome cannot be settled"),
                7,
                DeadLetterBook.NEVER_MS);
    }

    /** All of a list, a page of one at a time. */
    private static List<JsonNode> paged(String path, String name) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 100; page++) {
            JsonNode answer = get(host, path + "?limit=1" + after);
            answer.path(name).forEach(all::add);
            String next = answer.path("next").asText();
            if (next.isEmpty()) {
                return all;
            }
            after = "&after=" + next;
        }
        throw new AssertionError("the list does not end");
    }

    private static Optional<JsonNode> of(List<JsonNode> list, String room) {
        return list.stream().filter(each -> each.path("roomId").asText().equals(room)).findFirst();
    }

    @Test
    void deadLettersAreListedPageByPageAndEachIsShown() {
        TreeSet<String> rooms = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            String room = RoomId.draw().value();
            open(room, "ticks-differ");
            rooms.add(room);
        }
        String closed = RoomId.draw().value();
        open(closed, "ticks-differ");
        letters.close(closed, "settled", 9);

        TreeSet<String> listed = new TreeSet<>();
        paged("/dead-letters", "letters").forEach(each -> listed.add(each.path("roomId").asText()));
        assertTrue(listed.containsAll(rooms), listed.toString());
        assertFalse(listed.contains(closed));

        JsonNode letter = get(host, "/dead-letters/" + rooms.first());
        assertEquals("ticks-differ", letter.path("reason").asText());
        assertEquals("the outcome cannot be settled", letter.path("detail").asText());
        assertEquals(1, letter.path("attempts").asInt());
        assertEquals("outcomes/" + rooms.first(), letter.path("payload").asText());
        assertTrue(letter.path("open").asBoolean());
        JsonNode shown = get(host, "/dead-letters/" + closed);
        assertFalse(shown.path("open").asBoolean());
        assertEquals("settled", shown.path("closedAs").asText());

        assertEquals(1, letters.begin(roomId, 7, 5));
        assertEquals("404 no-dead-letter", refused(host, "GET", "/dead-letters/" + roomId, ""));
    }

    @Test
    void aRetryIsAnOrderThatTheNextRunFindsAndTheAuditNames() {
        assertEquals("404 no-dead-letter", refused(host, "/dead-letters/" + roomId + "/retry"));
        open(roomId, "seed-key-differs");
        String shard = roomId.substring(0, 1);
        assertFalse(letters.due(shard, 100, 8).stream().anyMatch(r -> r.roomId().equals(roomId)));

        JsonNode answer = done(host, "/dead-letters/" + roomId + "/retry");
        assertEquals("retrying", answer.path("code").asText());
        assertEquals(roomId, answer.path("roomId").asText());
        long nowMs = letters.open(roomId).orElseThrow().retryOrderedAtMs();
        assertTrue(
                letters.due(shard, 100, nowMs).stream().anyMatch(r -> r.roomId().equals(roomId)));
        JsonNode letter = get(host, "/dead-letters/" + roomId);
        assertEquals("ann", letter.path("retryOrderedBy").asText());
        assertEquals(nowMs, letter.path("retryOrderedAtMs").asLong());

        letters.close(roomId, "settled", nowMs + 1);
        assertEquals("404 no-dead-letter", refused(host, "/dead-letters/" + roomId + "/retry"));
        assertEquals(
                List.of("retry no-dead-letter", "retry ok", "retry no-dead-letter"),
                deployment.auditOf(roomId));
    }

    @Test
    void aPauseIsOnUntilSomebodyEndsIt() {
        HttpResponse<String> on =
                OperatedDeployment.send(host, "PUT", "/payouts/pause?reason=books", "");
        assertEquals(200, on.statusCode(), on.body());
        assertTrue(json(on).path("paused").asBoolean());
        assertEquals("books", json(on).path("reason").asText());
        assertEquals("ann", json(on).path("setBy").asText());
        assertEquals("books", pause.current().orElseThrow().message());
        assertTrue(get(deployment.second(), "/payouts").path("paused").asBoolean());

        assertEquals("400 missing-field", refused(host, "PUT", "/payouts/pause", ""));
        String tooLong = "/payouts/pause?reason=" + "x".repeat(201);
        assertEquals("400 out-of-range", refused(host, "PUT", tooLong, ""));
        assertEquals("400 out-of-range", refused(host, "PUT", "/payouts/pause?reason=a%0Ab", ""));
        assertEquals("books", pause.current().orElseThrow().message(), "the first stays");

        for (int time = 0; time < 2; time++) {
            HttpResponse<String> off =
                    OperatedDeployment.send(host, "DELETE", "/payouts/pause", "");
            assertEquals(200, off.statusCode(), off.body());
            assertFalse(json(off).path("paused").asBoolean());
            assertEquals(Optional.empty(), pause.current());
        }
        assertFalse(get(host, "/payouts").path("paused").asBoolean());
    }

    @Test
    void aHeldPayoutIsListedAndReleasedOnce() {
        assertEquals("404 not-waiting", refused(host, "/payouts/" + roomId + "/release"));
        assertTrue(waiting.hold(roomId, 600, 7));
        JsonNode held = of(paged("/payouts", "waiting"), roomId).orElseThrow();
        assertEquals("held", held.path("why").asText());
        assertEquals(600, held.path("pot").asLong());
        assertEquals(7, held.path("sinceMs").asLong());
        assertFalse(held.has("releasedBy"));

        JsonNode answer = done(host, "/payouts/" + roomId + "/release");
        assertEquals("released", answer.path("code").asText());
        long releasedAtMs = waiting.find(roomId).orElseThrow().releasedAtMs();
        HttpResponse<String> again =
                Operators.of(deployment.second())
                        .call("POST", "/payouts/" + roomId + "/release", BEN, "");
        assertEquals(200, again.statusCode(), again.body());
        assertEquals("ann", waiting.find(roomId).orElseThrow().releasedBy());
        assertEquals(releasedAtMs, waiting.find(roomId).orElseThrow().releasedAtMs());
        assertEquals(
                "ann",
                of(paged("/payouts", "waiting"), roomId).orElseThrow().path("releasedBy").asText());

        waiting.done(roomId);
        assertEquals("404 not-waiting", refused(host, "/payouts/" + roomId + "/release"));
        assertEquals(
                List.of("release not-waiting", "release ok", "release ok", "release not-waiting"),
                deployment.auditOf(roomId));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /dead-letters?limit=0, 400 out-of-range",
        "GET, /dead-letters?limit=101, 400 out-of-range",
        "GET, /dead-letters?limit=many, 400 out-of-range",
        "GET, /dead-letters?after=nonsense, 400 out-of-range",
        "GET, /dead-letters/no-room, 404 no-dead-letter",
        "GET, /dead-letters/00000000000000000000000000000000, 404 no-dead-letter",
        "POST, /dead-letters/no-room/retry, 404 no-dead-letter",
        "GET, /payouts?limit=0, 400 out-of-range",
        "GET, /payouts?limit=101, 400 out-of-range",
        "GET, /payouts?after=., 400 out-of-range",
        "POST, /payouts/no-room/release, 404 not-waiting",
        "GET, /figures?day=yesterday, 400 out-of-range"
    })
    void whatIsAskedWronglyIsRefusedWithItsCode(String method, String path, String code) {
        assertEquals(code, refused(host, method, path, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /dead-letters",
        "GET, /dead-letters/ROOM",
        "POST, /dead-letters/ROOM/retry",
        "GET, /payouts",
        "PUT, /payouts/pause?reason=mine",
        "DELETE, /payouts/pause",
        "POST, /payouts/ROOM/release",
        "GET, /figures"
    })
    void whoHasNoRightSeesNothingAndChangesNothing(String method, String path) {
        open(roomId, "ticks-differ");
        assertTrue(waiting.hold(roomId, 600, 7));
        boolean paused = pause.current().isPresent();

        String asked = path.replace("ROOM", roomId);
        HttpResponse<String> answer =
                Operators.of(host).call(method, asked, "a-wrong-key-of-operators", "");
        assertEquals(401, answer.statusCode(), answer.body());
        assertEquals("unauthorized", json(answer).path("code").asText());
        assertFalse(answer.body().contains(roomId));
        assertEquals(404, publicly(method, asked), "the players' port has none of it");

        assertEquals(0, letters.open(roomId).orElseThrow().retryOrderedAtMs());
        assertEquals(0, waiting.find(roomId).orElseThrow().releasedAtMs());
        assertEquals(paused, pause.current().isPresent());
        assertEquals(List.of(), deployment.auditOf(roomId));
    }

    private static int publicly(String method, String path) {
        return new Operators(host.port())
                .call(method, path, OperatedDeployment.KEY, "")
                .statusCode();
    }

    @Test
    void figuresOfADayAreWhatWasCounted() {
        var rows =
                Tables.DAILY_AGGREGATES.in(
                        DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build(), PREFIX);
        for (String shard : List.of("0", "f")) {
            rows.putItem(new DailyAggregateRow("2026-01-31#" + shard, "rooms-finished", 3));
        }
        rows.putItem(new DailyAggregateRow("2026-01-31#7", "rooms-void", 2));
        rows.putItem(new DailyAggregateRow("2026-W05#7", "active-players", 9));

        JsonNode day = get(host, "/figures?day=2026-01-31");
        assertEquals(6, day.path("figures").path("rooms-finished").asLong());
        assertEquals(750, day.path("completionPermille").asLong());
        assertEquals("2026-W05", day.path("week").asText());
        assertEquals(9, day.path("activeInWeek").asLong());
        assertEquals(0, day.path("activeInDay").asLong());
    }
}
