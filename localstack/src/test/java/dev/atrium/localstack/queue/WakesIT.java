package dev.atrium.localstack.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.wake.WakeMessages;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** From {@link Functions#wakes} to a handler of wakes, by way of the stand-in. */
@Timeout(60)
class WakesIT {
    private static final QueueMappingSettings SETTINGS =
            QueueMappingSettings.standard().withVisibilityTimeout(Duration.ofMillis(200));

    /** Looks at queues; those that are called broken it cannot look at. */
    private static final class Looker implements RequestHandler<SQSEvent, SQSBatchResponse> {
        private final BlockingQueue<String> looks = new LinkedBlockingQueue<>();

        @Override
        public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
            return WakeMessages.each(event, this::look);
        }

        private void look(String queue) {
            looks.add(queue);
            if (queue.equals("broken")) {
                throw new IllegalStateException("as always");
            }
        }

        String next() throws InterruptedException {
            String queue = looks.poll(15, TimeUnit.SECONDS);
            if (queue == null) {
                throw new AssertionError("nobody is woken");
            }
            return queue;
        }
    }

    private static QueueMapping wakes(QueueStage stage, Looker looker) {
        return QueueMapping.start(
                stage.queue(),
                LocalLambda.of(LambdaSettings.named("wakes"), looker, SQSEvent.class),
                SETTINGS);
    }

    private static Functions functions(QueueStage stage, String queueUrl) {
        return new Functions(
                FunctionConfig.from(Map.of(FunctionConfig.WAKE_QUEUE_URL, queueUrl)),
                new Functions.Clients(
                        () -> {
                            throw new AssertionError("no wake needs tables");
                        },
                        () -> {
                            throw new AssertionError("no wake needs the gateway");
                        },
                        stage::client,
                        InstantSource.system()));
    }

    @Test
    void queueIsLookedAtAfterItsDelay() throws Exception {
        Looker looker = new Looker();
        try (QueueStage stage = QueueStage.open();
                Functions functions = functions(stage, stage.url());
                var _ = wakes(stage, looker)) {
            long before = System.nanoTime();
            functions.wakes().send("later", 1);
            functions.wakes().send("now", 0);

            assertEquals("now", looker.next());
            assertEquals("later", looker.next());
            assertTrue(System.nanoTime() - before >= TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void wakeThatFailsComesAgainWhileRubbishAndOthersDoNot() throws Exception {
        Looker looker = new Looker();
        try (QueueStage stage = QueueStage.open();
                Functions functions = functions(stage, stage.url())) {
            stage.send("rubbish", 0);
            stage.send("{\"queue\":7}", 0);
            functions.wakes().send("well", 0);
            functions.wakes().send("broken", 0);
            List<String> looks = new ArrayList<>();
            try (var _ = wakes(stage, looker)) {
                for (int i = 0; i < 6; i++) {
                    looks.add(looker.next());
                }
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
                while (stage.queue().size() > 0 && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            }

            looks.sort(null);
            assertEquals(List.of("broken", "broken", "broken", "broken", "broken", "well"), looks);
            assertEquals(0, stage.queue().size());
            assertEquals(1, stage.queue().deadLetters().count());
        }
    }

    @Test
    void wakeForAQueueThatIsNotThereFails() {
        try (QueueStage stage = QueueStage.open();
                Functions functions = functions(stage, stage.url() + "-of-another")) {
            assertThrows(
                    QueueDoesNotExistException.class, () -> functions.wakes().send("blitz", 0));
        }
    }
}
