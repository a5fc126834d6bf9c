package dev.atrium.localstack.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * One message, as it waits for its time or is being handled.
 *
 * @param id drawn when it was sent; the same at each delivery
 * @param body as sent
 * @param sentAtMs wall time, ms since 1970
 * @param firstReceivedAtMs wall time, ms since 1970; 0 before that
 * @param receives how often it was received so far
 * @param visibleAtNanos by {@link System#nanoTime}, before which nobody receives it
 */
record QueuedMessage(
        String id,
        String body,
        long sentAtMs,
        long firstReceivedAtMs,
        int receives,
        long visibleAtNanos)
        implements Delayed {

    /** A new one, which is to come after that delay. */
    static QueuedMessage sent(String body, Duration delay) {
        return new QueuedMessage(
                UUID.randomUUID().toString(),
                body,
                System.currentTimeMillis(),
                0,
                0,
                System.nanoTime() + delay.toNanos());
    }

    /** The same, received once more. */
    QueuedMessage received(long nowMs) {
        return new QueuedMessage(
                id,
                body,
                sentAtMs,
                receives == 0 ? nowMs : firstReceivedAtMs,
                receives + 1,
                visibleAtNanos);
    }

    /** The same, to be received from then on. */
    QueuedMessage visibleAt(long nanos) {
        return new QueuedMessage(id, body, sentAtMs, firstReceivedAtMs, receives, nanos);
    }

    /** What SQS tells of the body, and the SDK compares: MD5 over its UTF-8, in hex. */
    String bodyMd5() {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(visibleAtNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        // A difference, since these nanoseconds may wrap round.
        return Long.signum(visibleAtNanos - ((QueuedMessage) other).visibleAtNanos);
    }
}
