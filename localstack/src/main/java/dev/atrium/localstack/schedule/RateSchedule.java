package dev.atrium.localstack.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.lambda.LambdaFunction;
import dev.atrium.localstack.lambda.LambdaFunctionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Invokes a function at a fixed rate with EventBridge's event. A beat that falls while the function
 * still runs is left out; what the function throws is logged and counted, and ends nothing.
 */
public final class RateSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RateSchedule.class);

    private final LambdaFunction function;
    private final Duration invocationTimeout;
    private final String ruleArn;
    private final ScheduledExecutorService beats;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong invocations = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    private RateSchedule(LambdaFunction function, Duration invocationTimeout) {
        this.function = function;
        this.invocationTimeout = invocationTimeout;
        this.ruleArn = "arn:aws:events:us-east-1:000000000000:rule/" + function.name();
        this.beats =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("schedule-" + function.name()).factory());
    }

    /**
     * Starts the beat, the first one after one period.
     *
     * @param period above 0; EventBridge's own rates start at a minute
     * @param invocationTimeout for each invocation
     */
    public static RateSchedule start(
            LambdaFunction function, Duration period, Duration invocationTimeout) {
        RateSchedule schedule = new RateSchedule(function, invocationTimeout);
        long nanos = period.toNanos();
        var _ =
                schedule.beats.scheduleAtFixedRate(
                        schedule::beat, nanos, nanos, TimeUnit.NANOSECONDS);
        return schedule;
    }

    /** Invocations begun. */
    public long invocations() {
        return invocations.get();
    }

    /** Invocations that failed. */
    public long failures() {
        return failures.get();
    }

    /** Beats left out because the function still ran. */
    public long skipped() {
        return skipped.get();
    }

    private void beat() {
        if (!running.compareAndSet(false, true)) {
            skipped.incrementAndGet();
            return;
        }
        invocations.incrementAndGet();
        Thread.ofVirtual().name("schedule-" + function.name()).start(this::invoke);
    }

    private void invoke() {
        try {
            function.invoke(event(), invocationTimeout);
        } catch (LambdaFunctionException failed) {
            failures.incrementAndGet();
            LOG.warn("scheduled {} failed", function.name(), failed);
        } catch (RuntimeException bug) {
            failures.incrementAndGet();
            LOG.error("scheduled {} failed", function.name(), bug);
        } finally {
            running.set(false);
        }
    }

    private byte[] event() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", "000000000000")
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", "us-east-1");
        event.putArray("resources").add(ruleArn);
        event.putObject("detail");
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Ends the beat; an invocation that runs is let run. */
    @Override
    public void close() {
        beats.shutdownNow();
    }
}
