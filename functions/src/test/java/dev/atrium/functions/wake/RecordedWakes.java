package dev.atrium.functions.wake;

import dev.atrium.rights.RightsProxy;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

import java.util.ArrayList;
import java.util.List;

/** Wakes that nobody is woken by: they are kept, to be looked at. Thread-safe. */
public final class RecordedWakes implements WakeQueue {
    private final List<Sent> sent = new ArrayList<>();

    /** One of them. */
    public record Sent(String queue, int delaySeconds) {
        /** As it comes out of the queue. */
        public String body() {
            return new Wake(queue, 0).body();
        }
    }

    /** All so far, in the order sent. */
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Forgets them. */
    public synchronized void clear() {
        sent.clear();
    }

    @Override
    public synchronized void send(String queue, int delaySeconds) {
        sent.add(new Sent(queue, delaySeconds));
    }

    /** A client of SQS whose messages come here; it knows nothing but how to send one. */
    public SqsClient client() {
        return RightsProxy.over(
                SqsClient.class,
                new SqsClient() {
                    @Override
                    public SendMessageResponse sendMessage(SendMessageRequest request) {
                        Wake wake = Wake.read(request.messageBody()).orElseThrow();
                        send(wake.queue(), request.delaySeconds());
                        return SendMessageResponse.builder().messageId("recorded").build();
                    }

                    @Override
                    public String serviceName() {
                        return SERVICE_NAME;
                    }

                    @Override
                    public void close() {
                        // There is nothing to close.
                    }
                });
    }
}
