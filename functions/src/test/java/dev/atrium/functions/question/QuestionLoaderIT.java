package dev.atrium.functions.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.game.party.Question;
import dev.atrium.question.QuestionFile;
import dev.atrium.question.QuestionLoader;
import dev.atrium.question.QuestionLoader.Loaded;
import dev.atrium.question.QuestionStore;
import dev.atrium.schema.QuestionRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class QuestionLoaderIT {
    private static final QuestionFile FILE = QuestionFile.ofProject();
    private static final int ALL = FILE.questions().size();

    @AutoClose private final LocalFunctions local = LocalFunctions.open();
    private final QuestionLoader loader =
            new QuestionLoader(
                    local.functions().dynamo(),
                    local.functions().config().tablePrefix(),
                    local.clock());

    private QuestionRow row(String id) {
        return local.functions().stores().find(Tables.QUESTIONS, id).orElseThrow();
    }

    private long rows() {
        return local.functions().stores().table(Tables.QUESTIONS).scan().items().stream().count();
    }

    private static QuestionFile withoutTheFirst(int revision) {
        return new QuestionFile(revision, FILE.questions().subList(1, ALL));
    }

    @Test
    void handlerLoadsTheProjectsQuestionsOnce() {
        QuestionLoaderHandler handler = new QuestionLoaderHandler(local.functions());

        assertEquals(
                Map.of("added", ALL, "changed", 0, "retired", 0, "unchanged", 0),
                handler.handleRequest(new ScheduledEvent(), null));
        assertEquals(
                Map.of("added", 0, "changed", 0, "retired", 0, "unchanged", ALL),
                handler.handleRequest(new ScheduledEvent(), null));
        assertEquals(ALL, rows());
    }

    @Test
    void rowSaysWhatTheFileSays() {
        assertEquals(new Loaded(ALL, 0, 0, 0), loader.load(FILE));
        Question picture = FILE.questions().getLast();
        QuestionRow row = row(picture.id());

        assertEquals(picture.text(), row.questionText());
        assertEquals(picture.correctAnswer(), row.correctAnswer());
        assertEquals(picture.robotAnswer(), row.robotAnswer());
        assertEquals("picture", row.type());
        assertEquals(picture.imageUrl().orElseThrow(), row.imageUrl());
        assertEquals(picture.imageAlt().orElseThrow(), row.imageAlt());
        assertEquals(FILE.revision(), row.revision());
        assertEquals(local.clock().millis(), row.createdAtMs());
        assertFalse(row.retired());
        assertNull(row(FILE.questions().getFirst().id()).imageUrl());
    }

    @Test
    void countersAndTheDayOfItsFirstLoadingOutliveEveryLoading() {
        var _ = loader.load(FILE);
        long createdAtMs = local.clock().millis();
        String id = FILE.questions().getFirst().id();
        raiseCounters(id);
        local.clock().advance(Duration.ofDays(1));

        assertEquals(new Loaded(0, 0, 1, ALL - 1), loader.load(withoutTheFirst(2)));
        assertTrue(row(id).retired());
        assertEquals(
                new Loaded(0, 1, 0, ALL - 1), loader.load(new QuestionFile(3, FILE.questions())));
        assertFalse(row(id).retired());
        assertEquals(3, row(id).revision());
        assertEquals(7, row(id).timesAsked());
        assertEquals(7, row(id).votesRobot());
        assertEquals(createdAtMs, row(id).createdAtMs());
    }

    /** As settlement does, which makes a row where there is none. */
    private void raiseCounters(String id) {
        String table = local.functions().config().tablePrefix() + "questions";
        local.functions()
                .dynamo()
                .updateItem(
                        update ->
                                update.tableName(table)
                                        .key(Map.of("questionId", AttributeValue.fromS(id)))
                                        .updateExpression("ADD timesAsked :n, votesRobot :n")
                                        .expressionAttributeValues(
                                                Map.of(":n", AttributeValue.fromN("7"))));
    }

    @Test
    void rowsThatAreCountersOnlyAreCompletedOrRetired() {
        String known = FILE.questions().getFirst().id();
        raiseCounters(known);
        raiseCounters("t-999");

        assertEquals(new Loaded(ALL - 1, 1, 1, 0), loader.load(FILE));
        assertEquals(FILE.questions().getFirst().text(), row(known).questionText());
        assertEquals(7, row(known).timesAsked());
        assertTrue(row("t-999").retired());
        assertEquals(new Loaded(0, 0, 0, ALL + 1), loader.load(FILE));
    }

    @Test
    void olderBuildTakesNothingBack() {
        var _ = loader.load(FILE);
        var _ = loader.load(withoutTheFirst(2));

        assertEquals(new Loaded(0, 0, 0, ALL), loader.load(FILE));
        assertTrue(row(FILE.questions().getFirst().id()).retired());
    }

    @Test
    void thoseWhoLoadAtOnceLoadItOnce() throws Exception {
        List<Callable<Loaded>> loads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            loads.add(() -> loader.load(FILE));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Loaded> loaded : threads.invokeAll(loads, 30, TimeUnit.SECONDS)) {
                assertEquals(ALL, loaded.get().added() + loaded.get().unchanged());
            }
        }
        assertEquals(ALL, rows());
        assertEquals(new Loaded(0, 0, 0, ALL), loader.load(FILE));
    }

    /** Eight strangers who have all just played five games of twelve. */
    @Test
    void whatIsLoadedIsDealtAndWhatIsRetiredIsNot() {
        var _ = loader.load(withoutTheFirst(1));
        List<String> warnings = new ArrayList<>();
        QuestionStore store =
                new QuestionStore(
                        local.functions().stores().dynamo(),
                        local.functions().config().tablePrefix(),
                        local.clock(),
                        new Random(1),
                        warnings::add);
        for (int game = 0; game < 40; game++) {
            List<Question> dealt =
                    store.deal("room-" + game, List.of("p" + game % 8), 12).orElseThrow();
            assertTrue(FILE.questions().subList(1, ALL).containsAll(dealt));
        }
        List<String> together = List.of("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7");
        assertEquals(12, store.deal("together", together, 12).orElseThrow().size());
        assertEquals(List.of(), warnings);
    }
}
