package dev.atrium.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How much of a message one client may send in one room; what declares nothing has {@link
 * Allowance#DEFAULT}. Declared beside the message and checked when a vocabulary is made of it.
 * Beyond it a host answers {@code rate-limited} or {@code too-large}, and the room hears nothing of
 * it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InputLimit {
    /** So many in {@link #perSeconds}, in the long run; 1 to {@value Allowance#MESSAGES_MAX}. */
    int messages();

    /** Seconds of game time, 1 to {@value Allowance#PER_SECONDS_MAX}. */
    int perSeconds() default 1;

    /**
     * So many at once, when none came for long: what a network that stood still for a moment
     * delivers together; 1 to {@value Allowance#BURST_MAX}.
     */
    int burst();

    /** The whole message in bytes, in either form, {@value Allowance#BYTES_MIN} to 16384. */
    int bytesMax();
}
