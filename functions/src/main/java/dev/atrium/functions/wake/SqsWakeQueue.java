package dev.atrium.functions.wake;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Wakes over a standard queue of SQS: FIFO queues know no delay of a single message. */
public final class SqsWakeQueue implements WakeQueue {
    private final Supplier<SqsClient> client;
    private final String queueUrl;
    private final InstantSource clock;

    /**
     * Over that queue.
     *
     * @param client the one of all calls, asked for when the first wake is sent; bounds their time
     * @param queueUrl as SQS names the queue
     * @param clock wall time, for when a wake was sent
     */
    public SqsWakeQueue(Supplier<SqsClient> client, URI queueUrl, InstantSource clock) {
        this.client = client;
        this.queueUrl = queueUrl.toString();
        this.clock = clock;
    }

    @Override
    public void send(String queue, int delaySeconds) {
        if (delaySeconds < 0 || delaySeconds > DELAY_S_MAX) {
            throw new IllegalArgumentException(
                    "delaySeconds=" + delaySeconds + " (allowed: 0 to " + DELAY_S_MAX + ")");
        }
        String body = new Wake(queue, clock.millis()).body();
        client.get()
                .sendMessage(
                        message ->
                                message.queueUrl(queueUrl)
                                        .messageBody(body)
                                        .delaySeconds(delaySeconds));
    }
}
