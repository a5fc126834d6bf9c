package dev.atrium.message;

/**
 * A point in game time inside a message. Rules speak ticks only; on the wire the shell shows it as
 * server milliseconds.
 *
 * @param tick the tick at which it falls due, 0 and more
 */
public record Deadline(long tick) {
    public Deadline {
        if (tick < 0) {
            throw new IllegalArgumentException("tick=" + tick + " (allowed: 0 and more)");
        }
    }
}
