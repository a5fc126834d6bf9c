package dev.atrium.question;

import dev.atrium.game.party.Question;
import dev.atrium.schema.QuestionRow;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The table's questions, read anew when they are five minutes old. Blocking, thread-safe: while one
 * thread reads, others wait for what it gets.
 */
final class CachedPool {
    /** Rows that are looked at; a larger table is dealt from in part. */
    static final int ROWS_MAX = 2_000;

    static final Duration KEPT = Duration.ofMinutes(5);

    private final DynamoDbTable<QuestionRow> table;
    private final InstantSource clock;
    private final Consumer<String> warnings;
    private @Nullable Read last;

    /** What was read when. */
    private record Read(QuestionPool pool, long atMs) {
        /** A pool without questions is one whose loading is not over. */
        boolean isGoodAt(long nowMs) {
            long ageMs = nowMs - atMs;
            return !pool.questions().isEmpty() && ageMs >= 0 && ageMs < KEPT.toMillis();
        }
    }

    CachedPool(DynamoDbTable<QuestionRow> table, InstantSource clock, Consumer<String> warnings) {
        this.table = table;
        this.clock = clock;
        this.warnings = warnings;
    }

    /**
     * The pool as it was within the last five minutes, or longer ago if it cannot be read now.
     *
     * @throws SdkException if it cannot be read, and never was
     */
    synchronized QuestionPool pool() {
        Read read = last;
        long nowMs = clock.millis();
        if (read != null && read.isGoodAt(nowMs)) {
            return read.pool();
        }
        try {
            read = new Read(read(), nowMs);
            last = read;
        } catch (SdkException e) {
            if (read == null) {
                throw e;
            }
            warnings.accept("the pool of questions is an old one: " + e.getMessage());
        }
        return read.pool();
    }

    private QuestionPool read() {
        List<Question> questions = new ArrayList<>();
        List<QuestionRow> rows = table.scan().items().stream().limit(ROWS_MAX).toList();
        for (QuestionRow row : rows) {
            if (!row.retired()) {
                Optional<Question> question = QuestionRows.question(row);
                question.ifPresent(questions::add);
                if (question.isEmpty()) {
                    // The others can be asked all the same.
                    warnings.accept("question " + row.questionId() + " is not dealt: unreadable");
                }
            }
        }
        return new QuestionPool(questions);
    }
}
