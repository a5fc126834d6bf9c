package dev.atrium.functions.question;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.question.QuestionFile;
import dev.atrium.question.QuestionLoader;
import dev.atrium.question.QuestionLoader.Loaded;

import java.util.Map;

/**
 * After a deployment, and by the clock: the table of questions says what this build's file says. An
 * error is the caller's to try again; what was loaded by then stays.
 */
public final class QuestionLoaderHandler
        implements RequestHandler<ScheduledEvent, Map<String, Integer>> {
    private final Once<QuestionLoader> loader;

    /** For Lambda. */
    public QuestionLoaderHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public QuestionLoaderHandler(Functions functions) {
        this.loader =
                new Once<>(
                        () ->
                                new QuestionLoader(
                                        functions.dynamo(),
                                        functions.config().tablePrefix(),
                                        functions.clock()));
    }

    /**
     * Loads, whatever the event says.
     *
     * @return how many questions are {@code added}, {@code changed}, {@code retired} and {@code
     *     unchanged}
     */
    @Override
    public Map<String, Integer> handleRequest(ScheduledEvent event, Context context) {
        Loaded loaded = loader.get().load(QuestionFile.ofProject());
        return Map.of(
                "added", loaded.added(),
                "changed", loaded.changed(),
                "retired", loaded.retired(),
                "unchanged", loaded.unchanged());
    }
}
