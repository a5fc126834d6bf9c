package dev.atrium.localstack.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.atrium.localstack.queue.QueueStage.Delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** What comes of messages that AWS's SDK sent, when a function is there to be told. */
@Timeout(60)
class QueueMappingIT {
    private static final Duration VISIBILITY = Duration.ofMillis(300);

    private static final QueueMappingSettings SETTINGS =
            QueueMappingSettings.standard().withVisibilityTimeout(VISIBILITY);

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited too long");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static SQSBatchResponse failing(SQSEvent event) {
        throw new IllegalStateException("as always");
    }

    @Test
    void messageComesWhenItsDelayIsOverAndNotBefore() throws Exception {
        try (QueueStage stage = QueueStage.open();
                QueueMapping mapping =
                        stage.map(QueueMappingSettings.standard(), QueueStage::allWell)) {
            Map<String, Long> sentNanos = new TreeMap<>();
            List<Long> latenessMs = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String body = (i % 3) + " s, " + i;
                sentNanos.put(body, System.nanoTime());
                stage.send(body, i % 3);
            }
            for (int i = 0; i < 30; i++) {
                Delivery delivery = stage.next();
                long delayNanos = TimeUnit.SECONDS.toNanos(delivery.body().charAt(0) - '0');
                long lateNanos = delivery.atNanos() - sentNanos.get(delivery.body()) - delayNanos;
                assertTrue(lateNanos >= 0, () -> delivery + " is early by " + -lateNanos + " ns");
                assertEquals(1, delivery.receives());
                latenessMs.add(TimeUnit.NANOSECONDS.toMillis(lateNanos));
            }
            latenessMs.sort(null);
            // The middle one: what one message may suffer is this machine's pauses.
            assertTrue(latenessMs.get(15) <= 20, () -> "late by " + latenessMs + " ms");
            await(() -> stage.queue().size() == 0);
            assertEquals(0, mapping.failures());
        }
    }

    @Test
    void longDelayDoesNotHoldUpAShortOne() throws Exception {
        try (QueueStage stage = QueueStage.open();
                var _ = stage.map(SETTINGS, QueueStage::allWell)) {
            stage.send("in a quarter of an hour", 900);
            stage.send("in a second", 1);
            stage.send("at once", 0);

            assertEquals("at once", stage.next().body());
            assertEquals("in a second", stage.next().body());
            assertTrue(stage.silentFor(200));
            await(() -> stage.queue().size() == 1);
        }
    }

    @Test
    void messageThatFailsComesAgainAfterTheVisibilityTimeoutAndThenIsADeadLetter()
            throws Exception {
        try (QueueStage stage = QueueStage.open();
                QueueMapping mapping = stage.map(SETTINGS, QueueMappingIT::failing)) {
            String id = stage.send("poison", 0).messageId();
            List<Delivery> deliveries = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                Delivery delivery = stage.next();
                assertEquals(id, delivery.messageId());
                assertEquals(i, delivery.receives());
                deliveries.add(delivery);
            }
            for (int i = 1; i < 5; i++) {
                Duration between =
                        Duration.ofNanos(
                                deliveries.get(i).atNanos() - deliveries.get(i - 1).atNanos());
                // It counts from the delivery, of which the function hears a moment later.
                assertTrue(
                        between.compareTo(VISIBILITY.minusMillis(100)) >= 0,
                        () -> "again after " + between);
            }
            await(() -> stage.queue().deadLetters().count() == 1);
            assertTrue(stage.silentFor(2 * VISIBILITY.toMillis()));

            DeadLetters.DeadLetter letter = stage.queue().deadLetters().newest().getFirst();
            assertEquals(id, letter.messageId());
            assertEquals("poison", letter.body());
            assertEquals(5, letter.receives());
            assertTrue(letter.lastError().contains("as always"), letter.lastError());
            assertEquals(0, stage.queue().size());
            assertEquals(5, mapping.failures());
        }
    }

    @Test
    void onlyWhatIsNamedInBatchItemFailuresComesAgain() throws Exception {
        Set<String> failedOnce = new HashSet<>();
        try (QueueStage stage = QueueStage.open()) {
            for (String body : List.of("good 1", "bad", "good 2")) {
                stage.send(body, 0);
            }
            try (var _ =
                    stage.map(
                            SETTINGS,
                            event ->
                                    new SQSBatchResponse(
                                            event.getRecords().stream()
                                                    .filter(m -> m.getBody().equals("bad"))
                                                    .filter(m -> failedOnce.add(m.getMessageId()))
                                                    .map(SQSEvent.SQSMessage::getMessageId)
                                                    .map(SQSBatchResponse.BatchItemFailure::new)
                                                    .toList()))) {
                Set<String> first = new HashSet<>();
                for (int i = 0; i < 3; i++) {
                    first.add(stage.next().body());
                }
                Delivery again = stage.next();

                assertEquals(Set.of("good 1", "bad", "good 2"), first);
                assertEquals("bad", again.body());
                assertEquals(2, again.receives());
                await(() -> stage.queue().size() == 0);
                assertTrue(stage.silentFor(2 * VISIBILITY.toMillis()));
                assertEquals(0, stage.queue().deadLetters().count());
            }
        }
    }

    @Test
    void functionThatDoesNotAnswerInTimeHasFailed() throws Exception {
        Semaphore leave = new Semaphore(0);
        AtomicInteger calls = new AtomicInteger();
        try (QueueStage stage = QueueStage.open();
                var _ =
                        stage.map(
                                SETTINGS,
                                event -> {
                                    if (calls.incrementAndGet() == 1) {
                                        leave.acquireUninterruptibly();
                                    }
                                    return QueueStage.allWell(event);
                                })) {
            stage.send("slow", 0);

            assertEquals(1, stage.next().receives());
            assertEquals(2, stage.next().receives());
            await(() -> stage.queue().size() == 0);
        } finally {
            leave.release();
        }
    }

    @Test
    void batchesAndInvocationsAtOneTimeAreBounded() throws Exception {
        int messages = 200;
        Semaphore leave = new Semaphore(0);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        try (QueueStage stage = QueueStage.open()) {
            for (int i = 0; i < messages; i++) {
                stage.send("" + i, 0);
            }
            try (QueueMapping mapping =
                    stage.map(
                            QueueMappingSettings.standard(),
                            event -> {
                                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                largest.accumulateAndGet(event.getRecords().size(), Math::max);
                                leave.acquireUninterruptibly();
                                inside.decrementAndGet();
                                return QueueStage.allWell(event);
                            })) {
                await(() -> inside.get() == 4);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                assertEquals(4, mapping.invocations());
                leave.release(messages);
                Set<String> bodies = new HashSet<>();
                for (int i = 0; i < messages; i++) {
                    bodies.add(stage.next().body());
                }
                assertEquals(messages, bodies.size());
                await(() -> stage.queue().size() == 0);
                assertEquals(4, most.get());
                assertEquals(10, largest.get());
            }
        }
    }

    @Test
    void eachNthMessageIsDeliveredTwiceWhereATestWantsIt() throws Exception {
        try (QueueStage stage =
                        new QueueStage(QueueSettings.named(QueueStage.NAME).withDuplicateEvery(2));
                var _ = stage.map(SETTINGS, QueueStage::allWell)) {
            for (int i = 1; i <= 4; i++) {
                stage.send("" + i, 0);
            }
            List<Delivery> deliveries = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                deliveries.add(stage.next());
            }

            assertEquals(
                    Map.of("1", 1L, "2", 2L, "3", 1L, "4", 2L),
                    deliveries.stream()
                            .collect(Collectors.groupingBy(Delivery::body, Collectors.counting())));
            assertTrue(stage.silentFor(100));
            assertEquals(4, deliveries.stream().map(Delivery::messageId).distinct().count());
        }
    }

    @Test
    void closeEndsTheThreadsAndKeepsWhatWasNotHandled() throws Exception {
        Semaphore leave = new Semaphore(0);
        try (QueueStage stage = new QueueStage(QueueSettings.named("ends-" + System.nanoTime()))) {
            QueueMapping mapping =
                    stage.map(
                            QueueMappingSettings.standard(),
                            event -> {
                                leave.acquireUninterruptibly();
                                return QueueStage.allWell(event);
                            });
            stage.send("is being handled", 0);
            stage.next();
            stage.send("in a quarter of an hour", 900);
            String threads = "queue-" + stage.queue().name() + "-";
            assertEquals(4, threadsNamed(threads));
            long before = System.nanoTime();
            mapping.close();

            assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(4));
            assertEquals(0, threadsNamed(threads));
            assertEquals(2, stage.queue().size());
            stage.send("nobody is there", 0);
            assertTrue(stage.silentFor(100));
            assertFalse(mapping.invocations() > 1);
        } finally {
            leave.release(10);
        }
    }

    private static long threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
