package dev.atrium.functions.wake;

/** Says later that a queue is to be looked at. Thread-safe; blocking. */
@FunctionalInterface
public interface WakeQueue {
    /** The longest delay that SQS takes, in seconds. */
    int DELAY_S_MAX = 900;

    /** The longest name of a queue, in characters. */
    int QUEUE_CHARACTERS_MAX = 256;

    /**
     * Sends a wake, which comes at least once, in no promised order.
     *
     * @param queue which one; 1 to {@value #QUEUE_CHARACTERS_MAX} characters from {@code !} to
     *     {@code ~} of ASCII
     * @param delaySeconds 0 to {@value #DELAY_S_MAX}
     * @throws IllegalArgumentException if one of them is out of its range
     * @throws software.amazon.awssdk.core.exception.SdkException if it is unknown whether it was
     *     sent, or if it was refused; to send it again does no harm
     */
    void send(String queue, int delaySeconds);
}
