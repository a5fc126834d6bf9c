package dev.atrium.functions.edge;

import dev.atrium.message.Message;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;

import java.util.Optional;

/** What an HTTP request gets. */
public sealed interface HttpAnswer {
    /**
     * It was done.
     *
     * @param json the body
     * @param cacheMaxAgeS how long anybody may keep it, in seconds; 0 for not at all
     */
    record Done(String json, int cacheMaxAgeS) implements HttpAnswer {}

    /**
     * It was not, and nothing changed.
     *
     * @param problem why
     * @param retryAfterMs when it may be tried again, where that is known
     */
    record Refused(Problem problem, Optional<Long> retryAfterMs) implements HttpAnswer {}

    /** Done, with that body; nobody keeps it. */
    static HttpAnswer of(Message message) {
        return new Done(MessageJson.text(message), 0);
    }

    /** Refused. */
    static HttpAnswer refused(ErrorCode code, String detail) {
        return new Refused(Problem.of(code, detail), Optional.empty());
    }

    /** Too many in too short a time. */
    static HttpAnswer rateLimited(long retryAfterMs) {
        return new Refused(Problem.of(ErrorCode.RATE_LIMITED), Optional.of(retryAfterMs));
    }
}
