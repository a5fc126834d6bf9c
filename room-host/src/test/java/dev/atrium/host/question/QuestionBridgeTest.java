package dev.atrium.host.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionMessages.QuestionsDealt;
import dev.atrium.game.party.QuestionMessages.QuestionsMissing;
import dev.atrium.game.party.QuestionMessages.QuestionsWanted;
import dev.atrium.game.party.QuestionType;
import dev.atrium.message.Message;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Whoever asks for questions is answered, whatever becomes of the pool. */
class QuestionBridgeTest {
    private static final Question QUESTION =
            new Question(
                    "moon",
                    "Who?",
                    "a cat",
                    "a toaster",
                    QuestionType.TEXT,
                    Optional.empty(),
                    Optional.empty(),
                    Difficulty.EASY);
    private static final QuestionsWanted WANTED = new QuestionsWanted(List.of("ann"), 1);

    private static Message answer(QuestionBridge.Pool pool, Executor calls) {
        return new QuestionBridge(pool, calls).ask("room", WANTED).toCompletableFuture().join();
    }

    @Test
    void questionsAreDealt() {
        assertEquals(
                new QuestionsDealt(List.of(QUESTION)),
                answer(
                        (room, players, count) -> {
                            assertEquals(
                                    "room ann 1", room + " " + players.getFirst() + " " + count);
                            return Optional.of(List.of(QUESTION));
                        },
                        Runnable::run));
    }

    @Test
    void whereThereAreTooFewTheRoomIsTold() {
        Message answer = answer((room, players, count) -> Optional.empty(), Runnable::run);
        assertEquals(new QuestionsMissing(), answer);
    }

    @Test
    void whereTheStoreIsAwayTheRoomIsTold() {
        Message answer =
                answer(
                        (room, players, count) -> {
                            throw new IllegalStateException("away");
                        },
                        Runnable::run);
        assertEquals(new QuestionsMissing(), answer);
    }

    @Test
    void whereNoThreadIsLeftTheRoomIsTold() {
        Executor none =
                task -> {
                    throw new RejectedExecutionException();
                };
        assertEquals(
                new QuestionsMissing(), answer((room, players, count) -> Optional.empty(), none));
    }

    @Test
    void anythingElseIsABug() {
        QuestionBridge bridge = new QuestionBridge((r, p, c) -> Optional.empty(), Runnable::run);
        assertThrows(
                CompletionException.class,
                () -> bridge.ask("room", new QuestionsMissing()).toCompletableFuture().join());
    }
}
