package dev.atrium.functions.match;

import dev.atrium.functions.wake.WakeQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the tickets of a queue looked at when their time comes: one delayed message at a time is on
 * its way to each queue that has any. It comes up to a second early, delays being whole seconds,
 * and whoever takes it looks for that long. Blocking and thread-safe.
 */
final class Waking {
    /** For so long a message is worked on: what comes due meanwhile is looked at on time. */
    static final long WINDOW_MS = 1_100;

    /** A message that is later than that is taken for lost, and another one is sent. */
    static final long LATE_MS_MAX = 5_000;

    /** The longest that the queue delays a message. */
    private static final long DELAY_S_MAX = 900;

    /** Rounds for one message; each looks at {@value Matchmaker#DUE_MAX} tickets at most. */
    private static final int ROUNDS_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Waking.class);

    private final WaitingIndex index;
    private final Matchmaker matchmaker;
    private final WakeQueue messages;
    private final InstantSource clock;

    Waking(WaitingIndex index, Matchmaker matchmaker, WakeQueue messages, InstantSource clock) {
        this.index = index;
        this.matchmaker = matchmaker;
        this.messages = messages;
        this.clock = clock;
    }

    /** Sends the message that the queue needs next, unless it is on its way. */
    void ensure(Queue queue) {
        long nowMs = clock.millis();
        OptionalLong at = index.nextWake(queue, nowMs, LATE_MS_MAX);
        if (at.isEmpty()) {
            return;
        }
        long delayS = TimeUnit.MILLISECONDS.toSeconds(Math.max(0, at.getAsLong() - nowMs));
        try {
            messages.send(queue.name(), (int) Math.min(delayS, DELAY_S_MAX));
        } catch (RuntimeException e) {
            // The next one who queues, or the schedule, tries again.
            index.woken(queue);
            LOG.error("the queue {} is not woken: {}", queue.name(), e.toString());
        }
    }

    /** Does what a message is for: looks at what is due, now and for the next second. */
    void run(MatchedGames.MatchedGame game, Queue queue) {
        index.woken(queue);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WINDOW_MS);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            int looked = matchmaker.lookAtDue(game, queue);
            long leftNanos = end - System.nanoTime();
            if (leftNanos <= 0) {
                break;
            }
            if (looked == 0) {
                OptionalLong next = index.nextDue(queue);
                if (next.isEmpty()) {
                    break;
                }
                long waitMs = Math.max(1, next.getAsLong() - clock.millis());
                if (TimeUnit.MILLISECONDS.toNanos(waitMs) > leftNanos) {
                    break;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(waitMs));
            }
        }
        ensure(queue);
    }
}
