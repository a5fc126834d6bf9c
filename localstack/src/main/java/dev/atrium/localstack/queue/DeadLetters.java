package dev.atrium.localstack.queue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Messages that a function failed on too often. Logged and counted; thread-safe. */
public final class DeadLetters {
    /** Older ones are forgotten: who looks into them wants to know what is wrong now. */
    public static final int KEPT_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String queue;
    private final Deque<DeadLetter> newest = new ArrayDeque<>();
    private long count;

    DeadLetters(String queue) {
        this.queue = queue;
    }

    /**
     * One of them.
     *
     * @param messageId as the function was told it
     * @param body as sent
     * @param receives how often it was delivered
     * @param lastError what the last delivery said
     */
    public record DeadLetter(String messageId, String body, int receives, String lastError) {}

    synchronized void add(QueuedMessage message, String lastError) {
        LOG.error(
                "message {} of {} failed {} times and is a dead letter: {}",
                message.id(),
                queue,
                message.receives(),
                lastError);
        count++;
        if (newest.size() == KEPT_MAX) {
            newest.removeFirst();
        }
        newest.addLast(new DeadLetter(message.id(), message.body(), message.receives(), lastError));
    }

    /** How many there were. */
    public synchronized long count() {
        return count;
    }

    /** The newest {@value #KEPT_MAX}, the oldest of them first. */
    public synchronized List<DeadLetter> newest() {
        return List.copyOf(newest);
    }
}
