package dev.atrium.localstack.queue;

import dev.atrium.localstack.lambda.LambdaFunction;
import dev.atrium.localstack.lambda.LambdaFunctionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Receives a queue's messages and invokes a function with them, in batches of what is there: one
 * thread for each invocation that may run at one time. A message that the function fails on comes
 * again after the visibility timeout, until it is a dead letter.
 */
public final class QueueMapping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMapping.class);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private final DelayedQueue queue;
    private final LambdaFunction function;
    private final QueueMappingSettings settings;
    private final QueueEvents events;
    private final List<Thread> threads;
    private final AtomicLong invocations = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean closed;

    private QueueMapping(
            DelayedQueue queue, LambdaFunction function, QueueMappingSettings settings) {
        this.queue = queue;
        this.function = function;
        this.settings = settings;
        this.events = new QueueEvents(queue.name());
        this.threads =
                IntStream.range(0, settings.invocationsMax())
                        .mapToObj(
                                index ->
                                        Thread.ofPlatform()
                                                .daemon()
                                                .name("queue-" + queue.name() + "-" + index)
                                                .unstarted(this::run))
                        .toList();
    }

    /** Starts to receive. */
    public static QueueMapping start(
            DelayedQueue queue, LambdaFunction function, QueueMappingSettings settings) {
        QueueMapping mapping = new QueueMapping(queue, function, settings);
        mapping.threads.forEach(Thread::start);
        return mapping;
    }

    /** Invocations begun. */
    public long invocations() {
        return invocations.get();
    }

    /** Deliveries of messages that were not handled; one that comes again may be one again. */
    public long failures() {
        return failures.get();
    }

    private void run() {
        while (!closed) {
            try {
                deliver(queue.receive(settings.batchSize()));
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void deliver(List<QueuedMessage> batch) {
        long deliveredNanos = System.nanoTime();
        QueueEvents.Verdict verdict = invoke(batch);
        for (QueuedMessage message : batch) {
            if (!verdict.failed().contains(message.id())) {
                queue.delete(message);
                continue;
            }
            failures.incrementAndGet();
            if (message.receives() >= settings.receivesMax()) {
                queue.bury(message, verdict.error());
            } else {
                queue.comeAgain(message, deliveredNanos + settings.visibilityTimeout().toNanos());
            }
        }
    }

    private QueueEvents.Verdict invoke(List<QueuedMessage> batch) {
        invocations.incrementAndGet();
        try {
            byte[] answer = function.invoke(events.event(batch), settings.invocationTimeout());
            return QueueEvents.verdict(batch, answer);
        } catch (LambdaFunctionException failed) {
            if (!closed) {
                LOG.warn("{} failed on {} messages", function.name(), batch.size(), failed);
            }
            return QueueEvents.Verdict.allOf(
                    batch, failed.errorType() + ": " + failed.errorMessage());
        } catch (RuntimeException bug) {
            LOG.error("{} was not invoked with {} messages", function.name(), batch.size(), bug);
            return QueueEvents.Verdict.allOf(batch, bug.toString());
        }
    }

    /**
     * Stops receiving, and ends its threads. An invocation that runs is abandoned, and counts as
     * failed; the function itself runs on to its own limit, as on AWS.
     */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(END_TIMEOUT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
