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

import java.util.ArrayList;
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

    private static final List<String> REMEMBERED = new ArrayList<>();

    /** A pool that deals so. */
    @FunctionalInterface
    private interface Dealer extends QuestionBridge.Pool {
        @Override
        default void remember(String roomId, List<String> playerIds, List<Question> dealt) {
            REMEMBERED.add(roomId + " " + playerIds + " " + dealt.size());
        }
    }

    private static Message answer(Dealer dealer, Executor calls) {
        return new QuestionBridge(dealer, calls).ask("room", WANTED).toCompletableFuture().join();
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
        assertEquals(List.of("room [ann] 1"), REMEMBERED);
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
        Dealer none = (room, players, count) -> Optional.empty();
        QuestionBridge bridge = new QuestionBridge(none, Runnable::run);
        assertThrows(
                CompletionException.class,
                () -> bridge.ask("room", new QuestionsMissing()).toCompletableFuture().join());
    }
}
