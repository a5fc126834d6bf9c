package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

class StorePulseTest {
    private volatile boolean away;
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aStoreIsWhatItsLastAnswerSays() {
        StorePulse store =
                new StorePulse(
                        "redis",
                        () -> {
                            if (away) {
                                throw new TimeoutException("no answer");
                            }
                        });
        assertEquals(StorePulse.State.UNKNOWN, store.state());
        assertFalse(store.isUp(), "not asked yet");
        store.ask();
        assertTrue(store.isUp());
        away = true;
        store.ask();
        assertEquals(StorePulse.State.DOWN, store.state());
        away = false;
        store.ask();
        assertTrue(store.isUp());
    }

    @Test
    void aQuestionThatIsOpenIsNotAskedAgain() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        StorePulse store =
                new StorePulse(
                        "dynamodb",
                        () -> {
                            asked.incrementAndGet();
                            inside.countDown();
                            assertTrue(go.await(10, TimeUnit.SECONDS));
                        });
        Thread first = Thread.ofVirtual().start(store::ask);
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        store.ask();
        assertEquals(1, asked.get());
        assertEquals(StorePulse.State.UNKNOWN, store.state());
        go.countDown();
        first.join(10_000);
        assertTrue(store.isUp());
    }
}
