package dev.atrium.localstack.queue;

import java.util.regex.Pattern;

/**
 * What a queue is made with.
 *
 * @param name 1 to 80 letters, digits and {@code - _}, as SQS wants it of a standard queue
 * @param messagesMax messages that it holds at one time, those that are being handled among them; 1
 *     to 100,000. One more is refused as {@code RequestThrottled}, which the SDK tries again: to
 *     drop one in silence would leave somebody waiting for good
 * @param duplicateEvery each n-th message that is sent is delivered twice, maybe at once, for tests
 *     of what SQS may do at any time; 0 for none
 */
public record QueueSettings(String name, int messagesMax, int duplicateEvery) {
    /** The most messages of any queue. */
    public static final int MESSAGES_MAX = 100_000;

    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /** Checks the ranges. */
    public QueueSettings {
        if (!NAMES.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name=" + name + ": 1 to 80 letters, digits and - _");
        }
        if (messagesMax < 1 || messagesMax > MESSAGES_MAX) {
            throw new IllegalArgumentException(
                    "messagesMax=" + messagesMax + ": 1 to " + MESSAGES_MAX);
        }
        if (duplicateEvery < 0) {
            throw new IllegalArgumentException("duplicateEvery=" + duplicateEvery + ": from 0 on");
        }
    }

    /** A queue of that name that holds as much as one may, and duplicates nothing by itself. */
    public static QueueSettings named(String name) {
        return new QueueSettings(name, MESSAGES_MAX, 0);
    }

    /** The same queue with another bound. */
    public QueueSettings withMessagesMax(int messages) {
        return new QueueSettings(name, messages, duplicateEvery);
    }

    /** The same queue, which delivers each n-th message twice. */
    public QueueSettings withDuplicateEvery(int messages) {
        return new QueueSettings(name, messagesMax, messages);
    }
}
