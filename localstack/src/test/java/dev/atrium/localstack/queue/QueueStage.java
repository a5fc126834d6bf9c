package dev.atrium.localstack.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A queue behind its endpoint, AWS's own client of it, and what a function was told. */
final class QueueStage implements AutoCloseable {
    static final String NAME = "stage";

    private final DelayedQueue queue;
    private final QueueEndpoint endpoint;
    private final SqsClient client;
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

    QueueStage(QueueSettings settings) {
        queue = new DelayedQueue(settings);
        endpoint = QueueEndpoint.start(0, List.of(queue));
        client = new LocalAws(URI.create("http://127.0.0.1:0")).sqs(endpoint.url());
    }

    static QueueStage open() {
        return new QueueStage(QueueSettings.named(NAME));
    }

    /** One message, as one invocation was told it. */
    record Delivery(String messageId, String body, int receives, long atNanos) {}

    DelayedQueue queue() {
        return queue;
    }

    QueueEndpoint endpoint() {
        return endpoint;
    }

    SqsClient client() {
        return client;
    }

    String url() {
        return endpoint.queueUrl(queue.name()).toString();
    }

    SendMessageResponse send(String body, int delaySeconds) {
        return client.sendMessage(
                message -> message.queueUrl(url()).messageBody(body).delaySeconds(delaySeconds));
    }

    /** Maps the queue to a function that answers so; what it is told is kept first. */
    QueueMapping map(QueueMappingSettings settings, Function<SQSEvent, SQSBatchResponse> function) {
        return QueueMapping.start(
                queue,
                LocalLambda.of(
                        LambdaSettings.named("told"),
                        (event, context) -> {
                            long now = System.nanoTime();
                            event.getRecords().forEach(m -> deliveries.add(delivery(m, now)));
                            return function.apply(event);
                        },
                        SQSEvent.class),
                settings);
    }

    private static Delivery delivery(SQSEvent.SQSMessage message, long atNanos) {
        return new Delivery(
                message.getMessageId(),
                message.getBody(),
                Integer.parseInt(message.getAttributes().get("ApproximateReceiveCount")),
                atNanos);
    }

    /** The next delivery. */
    Delivery next() throws InterruptedException {
        Delivery delivery = deliveries.poll(15, TimeUnit.SECONDS);
        if (delivery == null) {
            throw new AssertionError("nothing is delivered");
        }
        return delivery;
    }

    /** Whether nothing is delivered within that time. */
    boolean silentFor(long ms) throws InterruptedException {
        return deliveries.poll(ms, TimeUnit.MILLISECONDS) == null;
    }

    /** Of a handler to which all went well. */
    static SQSBatchResponse allWell(SQSEvent event) {
        return new SQSBatchResponse(List.of());
    }

    @Override
    public void close() {
        client.close();
        endpoint.close();
    }
}
