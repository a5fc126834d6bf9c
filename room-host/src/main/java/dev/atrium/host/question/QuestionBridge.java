package dev.atrium.host.question;

import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionMessages.QuestionsDealt;
import dev.atrium.game.party.QuestionMessages.QuestionsMissing;
import dev.atrium.game.party.QuestionMessages.QuestionsWanted;
import dev.atrium.host.bridge.Bridge;
import dev.atrium.message.Message;
import dev.atrium.question.QuestionStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The bridge to the pool of questions. Whoever starts a game waits for it, so it answers within
 * seconds: with as many questions as were wanted, or that there are none now.
 */
public final class QuestionBridge implements Bridge {
    private static final Logger LOG = LoggerFactory.getLogger(QuestionBridge.class);

    /** The clients of the stores give up by then; players may try again. */
    private static final long ANSWER_MS_MAX = 8_000;

    /** Deals at once: each is a few reads and writes of tables; more wait for their turn. */
    private static final int AT_ONCE_MAX = 32;

    private final Pool pool;
    private final Executor calls;
    private final Semaphore slots = new Semaphore(AT_ONCE_MAX);

    /** Deals questions; blocks. */
    public interface Pool {
        /**
         * Questions for a room: the same for whoever asks for it again.
         *
         * @return none if there are too few
         */
        Optional<List<Question>> deal(String roomId, List<String> playerIds, int count);

        /** Keeps in mind who was asked what; never throws for want of a store. */
        void remember(String roomId, List<String> playerIds, List<Question> dealt);

        /** The pool in the tables. */
        static Pool of(QuestionStore store) {
            return new Pool() {
                @Override
                public Optional<List<Question>> deal(
                        String roomId, List<String> playerIds, int count) {
                    return store.deal(roomId, playerIds, count);
                }

                @Override
                public void remember(String roomId, List<String> playerIds, List<Question> dealt) {
                    store.remember(roomId, playerIds, dealt);
                }
            };
        }
    }

    /**
     * The bridge to that pool.
     *
     * @param calls for what blocks
     */
    public QuestionBridge(Pool pool, Executor calls) {
        this.pool = pool;
        this.calls = calls;
    }

    @Override
    public CompletionStage<Message> ask(String roomId, Message wanted) {
        if (!(wanted instanceof QuestionsWanted(List<String> playerIds, int count))) {
            return CompletableFuture.failedStage(
                    new IllegalArgumentException("the pool is asked for questions alone"));
        }
        CompletableFuture<Message> answer = new CompletableFuture<>();
        try {
            calls.execute(() -> deal(roomId, playerIds, count, answer));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedStage(missing(roomId, e.toString()));
        }
        return answer.orTimeout(ANSWER_MS_MAX, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> missing(roomId, failure.toString()));
    }

    /** One whose room has been told meanwhile that there are none is not dealt for any more. */
    private void deal(
            String roomId, List<String> playerIds, int count, CompletableFuture<Message> answer) {
        slots.acquireUninterruptibly();
        try {
            if (answer.isDone()) {
                return;
            }
            Optional<List<Question>> questions = pool.deal(roomId, playerIds, count);
            answer.complete(
                    questions.isPresent()
                            ? new QuestionsDealt(questions.get())
                            : missing(roomId, "too few for " + count));
            // The game begins meanwhile.
            questions.ifPresent(dealt -> pool.remember(roomId, playerIds, dealt));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            slots.release();
        }
    }

    private static Message missing(String roomId, String why) {
        LOG.atError().addKeyValue("room", roomId).log("it gets no questions: {}", why);
        return new QuestionsMissing();
    }
}
