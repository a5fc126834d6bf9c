package dev.atrium.localstack.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

@Timeout(30)
class RateScheduleTest {

    private static final Duration PERIOD = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static LocalLambda lambda(RequestHandler<ScheduledEvent, String> handler) {
        return LocalLambda.of(LambdaSettings.named("sweep"), handler, ScheduledEvent.class);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited too long");
            Thread.onSpinWait();
        }
    }

    @Test
    void functionIsGivenEventBridgesEvent() throws Exception {
        BlockingQueue<ScheduledEvent> events = new LinkedBlockingQueue<>();
        LocalLambda function =
                lambda(
                        (event, context) -> {
                            events.add(event);
                            return "done";
                        });
        try (var _ = RateSchedule.start(function, PERIOD, PATIENCE)) {
            ScheduledEvent first = events.poll(10, TimeUnit.SECONDS);
            ScheduledEvent second = events.poll(10, TimeUnit.SECONDS);
            assertEquals("Scheduled Event", first.getDetailType());
            assertEquals("aws.events", first.getSource());
            assertTrue(first.getResources().getFirst().endsWith(":rule/sweep"));
            assertTrue(first.getDetail().isEmpty());
            assertTrue(Math.abs(first.getTime().getMillis() - System.currentTimeMillis()) < 60_000);
            assertTrue(!first.getId().equals(second.getId()));
        }
    }

    @Test
    void beatIsLeftOutWhileTheFunctionRuns() {
        Semaphore leave = new Semaphore(0);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LocalLambda function =
                lambda(
                        (event, context) -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            leave.acquireUninterruptibly();
                            inside.decrementAndGet();
                            return "done";
                        });
        try (RateSchedule schedule = RateSchedule.start(function, PERIOD, PATIENCE)) {
            await(() -> schedule.skipped() >= 3);
            assertEquals(1, schedule.invocations());
            leave.release(1_000);
            await(() -> schedule.invocations() >= 3);
            assertEquals(1, most.get());
        }
    }

    @Test
    void failuresAreCountedAndEndNothing() {
        LocalLambda function =
                lambda(
                        (event, context) -> {
                            throw new IllegalStateException("as always");
                        });
        try (RateSchedule schedule = RateSchedule.start(function, PERIOD, PATIENCE)) {
            await(() -> schedule.failures() >= 3);
        }
    }
}
