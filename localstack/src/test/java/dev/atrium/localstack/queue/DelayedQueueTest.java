package dev.atrium.localstack.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@Timeout(30)
class DelayedQueueTest {
    private static DelayedQueue queue(QueueSettings settings) {
        return new DelayedQueue(settings);
    }

    private static QueueSettings settings() {
        return QueueSettings.named("wakes");
    }

    private static List<String> bodies(List<QueuedMessage> batch) {
        return batch.stream().map(QueuedMessage::body).sorted().toList();
    }

    @Test
    void messagesThatAreDueAreReceivedTogetherAndNoMoreThanWanted() throws Exception {
        DelayedQueue queue = queue(settings());
        for (String body : List.of("a", "b", "c")) {
            assertTrue(queue.send(body, Duration.ZERO).isPresent());
        }
        assertTrue(queue.send("later", Duration.ofMinutes(15)).isPresent());

        List<QueuedMessage> two = queue.receive(2);
        List<QueuedMessage> rest = queue.receive(10);

        assertEquals(2, two.size());
        assertEquals(1, rest.size());
        assertEquals(4, queue.size());
    }

    @Test
    void messageThatComesAgainIsTheSameAndKnowsHowOftenItCame() throws Exception {
        DelayedQueue queue = queue(settings());
        QueuedMessage sent = queue.send("a", Duration.ZERO).orElseThrow();
        QueuedMessage first = queue.receive(1).getFirst();
        queue.comeAgain(first, System.nanoTime());
        QueuedMessage second = queue.receive(1).getFirst();

        assertEquals(sent.id(), second.id());
        assertEquals(1, first.receives());
        assertEquals(2, second.receives());
        assertEquals(first.firstReceivedAtMs(), second.firstReceivedAtMs());
        assertTrue(second.firstReceivedAtMs() >= sent.sentAtMs());
    }

    @Test
    void queueThatIsFullTakesNoneUntilOneIsDeletedOrBuried() throws Exception {
        DelayedQueue queue = queue(settings().withMessagesMax(2));
        assertTrue(queue.send("a", Duration.ZERO).isPresent());
        assertTrue(queue.send("b", Duration.ZERO).isPresent());
        assertTrue(queue.send("c", Duration.ZERO).isEmpty());

        List<QueuedMessage> both = queue.receive(10);
        // What is being handled may come again: it keeps its place.
        assertTrue(queue.send("c", Duration.ZERO).isEmpty());
        queue.delete(both.getFirst());
        assertTrue(queue.send("c", Duration.ZERO).isPresent());
        assertTrue(queue.send("d", Duration.ZERO).isEmpty());
        queue.bury(both.getLast(), "as always");
        assertTrue(queue.send("d", Duration.ZERO).isPresent());

        assertEquals(2, queue.size());
        assertEquals(List.of("c", "d"), bodies(queue.receive(10)));
        assertEquals(1, queue.deadLetters().count());
    }

    @Test
    void eachNthMessageIsDeliveredTwiceAndNeverInOneBatch() throws Exception {
        DelayedQueue queue = queue(settings().withDuplicateEvery(3));
        for (int i = 1; i <= 9; i++) {
            assertTrue(queue.send("" + i, Duration.ZERO).isPresent());
        }
        Map<String, Integer> deliveries = new TreeMap<>();
        while (queue.size() > 0) {
            List<QueuedMessage> batch = queue.receive(10);
            assertEquals(batch.size(), batch.stream().map(QueuedMessage::id).distinct().count());
            for (QueuedMessage message : batch) {
                deliveries.merge(message.body(), 1, Integer::sum);
                queue.delete(message);
            }
        }

        assertEquals(
                Map.of("1", 1, "2", 1, "3", 2, "4", 1, "5", 1, "6", 2, "7", 1, "8", 1, "9", 2),
                deliveries);
    }

    @Test
    void duplicateForWhichThereIsNoPlaceIsNotMade() throws Exception {
        DelayedQueue queue = queue(settings().withDuplicateEvery(1).withMessagesMax(1));
        assertTrue(queue.send("a", Duration.ZERO).isPresent());

        assertEquals(1, queue.size());
        queue.delete(queue.receive(10).getFirst());
        assertEquals(0, queue.size());
    }

    @Test
    void deadLettersAreAllCountedAndTheNewestKept() throws Exception {
        DelayedQueue queue = queue(settings());
        for (int i = 0; i < DeadLetters.KEPT_MAX + 2; i++) {
            assertTrue(queue.send("" + i, Duration.ZERO).isPresent());
            queue.bury(queue.receive(1).getFirst(), "error " + i);
        }
        List<DeadLetters.DeadLetter> kept = queue.deadLetters().newest();

        assertEquals(DeadLetters.KEPT_MAX + 2, queue.deadLetters().count());
        assertEquals(DeadLetters.KEPT_MAX, kept.size());
        assertEquals("2", kept.getFirst().body());
        assertEquals("error 101", kept.getLast().lastError());
        assertEquals(0, queue.size());
    }
}
