package dev.atrium.functions.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalStores;
import dev.atrium.functions.edge.SettableClock;
import dev.atrium.game.party.Question;
import dev.atrium.question.QuestionStore;
import dev.atrium.schema.DealtQuestionsRow;
import dev.atrium.schema.QuestionRow;
import dev.atrium.schema.RecentQuestionsRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class QuestionStoreIT {
    private static final long NOW_S = 1_800_000_000L;

    @AutoClose private final LocalStores stores = LocalStores.open();
    private final SettableClock clock = new SettableClock(Instant.ofEpochSecond(NOW_S));
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final QuestionStore store = anotherStore(1);

    private QuestionStore anotherStore(long seed) {
        return new QuestionStore(
                stores.enhanced(), stores.tablePrefix(), clock, new Random(seed), warnings::add);
    }

    private void pool(int from, int to) {
        for (int number = from; number < to; number++) {
            stores.table(Tables.QUESTIONS).putItem(row(number, false));
        }
    }

    private static QuestionRow row(int number, boolean retired) {
        String id = String.format(Locale.ROOT, "q-%03d", number);
        return new QuestionRow(
                id,
                "What is " + id + "?",
                "right",
                "wrong",
                "picture",
                "/pictures/" + id + ".svg",
                "a number",
                "hard",
                1,
                1,
                retired,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    private static Set<String> ids(Optional<List<Question>> dealt) {
        Set<String> ids = new HashSet<>();
        dealt.orElseThrow().forEach(question -> assertTrue(ids.add(question.id())));
        return ids;
    }

    private Set<String> deal(String roomId, String player, int count) {
        return ids(deal(store, roomId, List.of(player), count));
    }

    /** As a host does: it answers the room, and then keeps in mind who was asked. */
    private static Optional<List<Question>> deal(
            QuestionStore from, String roomId, List<String> playerIds, int count) {
        Optional<List<Question>> dealt = from.deal(roomId, playerIds, count);
        dealt.ifPresent(questions -> from.remember(roomId, playerIds, questions));
        return dealt;
    }

    private RecentQuestionsRow recent(String playerId) {
        DynamoDbTable<RecentQuestionsRow> table = stores.table(Tables.RECENT_QUESTIONS);
        return table.getItem(get -> get.key(k -> k.partitionValue(playerId)).consistentRead(true));
    }

    @Test
    void playerMeetsNoQuestionOfHisLastFiveGamesAgain() {
        pool(0, 24);
        List<Set<String>> games = new ArrayList<>();
        for (int room = 0; room < 12; room++) {
            Set<String> dealt = deal("room-" + room, "ann", 4);
            for (Set<String> before : games.subList(Math.max(0, room - 5), room)) {
                before.forEach(id -> assertFalse(dealt.contains(id), id));
            }
            games.add(dealt);
        }
        assertEquals(
                List.of("room-7", "room-8", "room-9", "room-10", "room-11"), recent("ann").rooms());
        assertEquals(12, recent("ann").version());
        assertEquals(List.of(), warnings);
    }

    @Test
    void roomIsDealtOnceWhoeverAsksAgain() {
        pool(0, 40);
        List<Question> first = deal(store, "room", List.of("ann", "ben"), 8).orElseThrow();

        assertEquals(first, deal(store, "room", List.of("ann", "ben", "ben"), 8).orElseThrow());
        assertEquals(first, deal(anotherStore(2), "room", List.of("cid"), 8).orElseThrow());
        assertEquals(Optional.empty(), deal(store, "room", List.of("ann"), 12));
        for (String player : List.of("ann", "ben", "cid")) {
            assertEquals(List.of("room"), recent(player).rooms(), player);
            assertEquals(
                    String.join(" ", first.stream().map(Question::id).toList()),
                    recent(player).questions().get("room"));
            assertEquals(1, recent(player).version(), player);
        }
    }

    @Test
    void dealIsKeptForADayAndWhatWasAskedForLonger() {
        pool(0, 2);
        assertEquals(2, deal("room", "ann", 2).size());
        DealtQuestionsRow row =
                stores.table(Tables.DEALT_QUESTIONS)
                        .getItem(k -> k.key(x -> x.partitionValue("room")));

        assertEquals(NOW_S * 1_000, row.dealtAtMs());
        assertEquals(NOW_S + 86_400, row.ttl());
        assertEquals(NOW_S + 400 * 86_400, recent("ann").ttl());
    }

    @Test
    void hostsThatAskAtOnceAreDealtTheSame() throws Exception {
        pool(0, 40);
        List<Callable<Set<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            QuestionStore another = anotherStore(i);
            asked.add(() -> ids(deal(another, "room", List.of("ann", "ben"), 8)));
        }
        Set<Set<String>> answers = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Set<String>> answer : threads.invokeAll(asked, 30, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
        }
        assertEquals(1, answers.size());
        assertEquals(List.of("room"), recent("ann").rooms());
    }

    @Test
    void poolThatIsTooSmallDealsNothingAndIsNotRemembered() {
        assertEquals(Optional.empty(), deal(store, "room", List.of("ann"), 3));
        pool(0, 2);
        stores.table(Tables.QUESTIONS).putItem(row(2, true));
        assertEquals(Optional.empty(), deal(store, "room", List.of("ann"), 3), "one is retired");

        pool(3, 4);
        clock.advance(Duration.ofMinutes(5));
        assertEquals(Set.of("q-000", "q-001", "q-003"), deal("room", "ann", 3));
    }

    @Test
    void poolIsReadAgainAfterFiveMinutesAndNotBefore() {
        pool(0, 1);
        assertEquals(Set.of("q-000"), deal("r1", "ann", 1));
        pool(1, 2);
        clock.advance(Duration.ofMillis(299_999));
        assertEquals(Set.of("q-000"), deal("r2", "ann", 1));
        clock.advance(Duration.ofMillis(1));
        assertEquals(Set.of("q-001"), deal("r3", "ann", 1));
    }

    @Test
    void oldPoolIsBetterThanNone() {
        pool(0, 3);
        assertEquals(3, deal("r1", "ann", 3).size());
        stores.dynamo().deleteTable(t -> t.tableName(stores.tablePrefix() + "questions"));
        clock.advance(Duration.ofMinutes(6));
        assertEquals(3, deal("r2", "ann", 3).size());
        assertTrue(warnings.getFirst().startsWith("the pool of questions is an old one"));

        assertThrows(SdkException.class, () -> anotherStore(2).deal("r3", List.of("ann"), 3));
        stores.dynamo().createTable(Tables.QUESTIONS.createRequest(stores.tablePrefix()));
    }

    @Test
    void questionThatSomebodysHandHasBrokenIsLeftOut() {
        pool(0, 3);
        stores.table(Tables.QUESTIONS)
                .putItem(
                        new QuestionRow(
                                "q-x", "What?", "", "b", "text", null, null, "easy", 1, 1, false, 0,
                                0, 0, 0, 0, 0, 0, 0, 0));

        assertEquals(3, deal("room", "ann", 3).size());
        assertEquals(List.of("question q-x is not dealt: unreadable"), warnings);
    }

    /** Somebody's row is broken in the one way that fails its conditional write for ever. */
    @Test
    void whatCannotBeRememberedIsDealtAllTheSame() {
        pool(0, 8);
        stores.dynamo()
                .updateItem(
                        update ->
                                update.tableName(stores.tablePrefix() + "recent-questions")
                                        .key(Map.of("playerId", AttributeValue.fromS("ann")))
                                        .updateExpression("SET rooms = :none, questions = :no")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":none",
                                                        AttributeValue.fromL(List.of()),
                                                        ":no",
                                                        AttributeValue.fromM(Map.of()))));

        assertEquals(8, ids(deal(store, "room", List.of("ann", "ben"), 8)).size());
        assertEquals(List.of("room room: 1 players may be asked again"), warnings);
        assertEquals(List.of("room"), recent("ben").rooms());
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        List<String> crowd = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            crowd.add("p" + i);
        }
        assertThrows(IllegalArgumentException.class, () -> store.deal("r", List.of("ann"), 0));
        assertThrows(IllegalArgumentException.class, () -> store.deal("r", List.of("ann"), 51));
        assertThrows(IllegalArgumentException.class, () -> store.deal("r", crowd, 8));
    }
}
