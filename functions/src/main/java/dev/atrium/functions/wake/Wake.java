package dev.atrium.functions.wake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one message says, and its form: {@code {"queue": …, "sentAt": …}}.
 *
 * @param queue to look at, as {@link WakeQueue#send} takes it
 * @param sentAtMs wall time of its sender, ms since 1970; not negative
 */
record Wake(String queue, long sentAtMs) {
    /** What is longer is none of ours: a name of full length has room in it. */
    private static final int BODY_CHARACTERS_MAX = 1_024;

    private static final String QUEUE = "queue";
    private static final String SENT_AT = "sentAt";

    private static final Pattern QUEUES =
            Pattern.compile("[!-~]{1," + WakeQueue.QUEUE_CHARACTERS_MAX + "}");

    /** Checks the ranges. */
    Wake {
        if (!QUEUES.matcher(queue).matches()) {
            throw new IllegalArgumentException(
                    "queue of %d characters (allowed: 1 to %d of visible ASCII)"
                            .formatted(queue.length(), WakeQueue.QUEUE_CHARACTERS_MAX));
        }
        if (sentAtMs < 0) {
            throw new IllegalArgumentException("sentAt=" + sentAtMs + " (allowed: from 0 on)");
        }
    }

    /** The body of its message. */
    String body() {
        return Json.mapper().createObjectNode().put(QUEUE, queue).put(SENT_AT, sentAtMs).toString();
    }

    /** The wake that a body holds; empty if it holds none. Fields that are not known are let be. */
    static Optional<Wake> read(String body) {
        if (body.length() > BODY_CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.mapper().readTree(body);
            JsonNode queue = json.path(QUEUE);
            JsonNode sentAt = json.path(SENT_AT);
            boolean typed =
                    queue.isTextual() && sentAt.isIntegralNumber() && sentAt.canConvertToLong();
            return typed
                    ? Optional.of(new Wake(queue.textValue(), sentAt.longValue()))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
