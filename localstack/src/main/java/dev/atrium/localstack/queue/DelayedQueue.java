package dev.atrium.localstack.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A standard queue: its messages come when their delay is over, at least once, in no promised
 * order. Thread-safe. Who receives a message deletes it, lets it come again, or buries it.
 */
public final class DelayedQueue {
    private final QueueSettings settings;
    private final DelayQueue<QueuedMessage> waiting = new DelayQueue<>();

    /** Taken by a message until it is deleted or buried. */
    private final Semaphore places;

    private final AtomicLong sent = new AtomicLong();
    private final DeadLetters deadLetters;

    /** An empty one. */
    public DelayedQueue(QueueSettings settings) {
        this.settings = settings;
        this.places = new Semaphore(settings.messagesMax());
        this.deadLetters = new DeadLetters(settings.name());
    }

    /** As its URL ends. */
    public String name() {
        return settings.name();
    }

    /** Messages that it holds: those that wait and those that are being handled. */
    public int size() {
        return settings.messagesMax() - places.availablePermits();
    }

    /** What was given up. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** Takes a message; empty if the queue is full. */
    Optional<QueuedMessage> send(String body, Duration delay) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        QueuedMessage message = QueuedMessage.sent(body, delay);
        boolean twice = isDuplicated(sent.incrementAndGet()) && places.tryAcquire();
        waiting.add(message);
        if (twice) {
            waiting.add(message);
        }
        return Optional.of(message);
    }

    private boolean isDuplicated(long count) {
        return settings.duplicateEvery() > 0 && count % settings.duplicateEvery() == 0;
    }

    /**
     * Waits for messages whose time has come.
     *
     * @param most at least 1
     * @return one or more, no two of one id: an answer could not tell them apart
     */
    List<QueuedMessage> receive(int most) throws InterruptedException {
        List<QueuedMessage> due = new ArrayList<>();
        due.add(waiting.take());
        waiting.drainTo(due, most - 1);
        long nowMs = System.currentTimeMillis();
        Set<String> ids = new HashSet<>();
        List<QueuedMessage> batch = new ArrayList<>();
        for (QueuedMessage message : due) {
            if (ids.add(message.id())) {
                batch.add(message.received(nowMs));
            } else {
                waiting.add(message);
            }
        }
        return batch;
    }

    /** It was handled, and is no more. */
    void delete(QueuedMessage message) {
        places.release();
    }

    /** It was not handled, and can be received again from then on. */
    void comeAgain(QueuedMessage message, long visibleAtNanos) {
        waiting.add(message.visibleAt(visibleAtNanos));
    }

    /** It is given up. */
    void bury(QueuedMessage message, String lastError) {
        deadLetters.add(message, lastError);
        places.release();
    }
}
