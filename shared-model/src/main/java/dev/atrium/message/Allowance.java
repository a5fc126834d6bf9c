package dev.atrium.message;

/**
 * How much of one message one client may send: what {@link InputLimit} says, checked.
 *
 * @param messages so many in {@code perSeconds}, 1 to {@value #MESSAGES_MAX}
 * @param perSeconds seconds of game time, 1 to {@value #PER_SECONDS_MAX}
 * @param burst so many at once, 1 to {@value #BURST_MAX}
 * @param bytesMax the whole message, {@value #BYTES_MIN} to {@value #BYTES_MAX}
 */
public record Allowance(int messages, int perSeconds, int burst, int bytesMax) {
    /** The longest message that a host reads at all. */
    public static final int BYTES_MAX = 16_384;

    static final int MESSAGES_MAX = 1_000;
    static final int PER_SECONDS_MAX = 3_600;
    static final int BURST_MAX = 1_000;

    /** Less would not hold the names of an action, a room and a number. */
    static final int BYTES_MIN = 128;

    /** Of messages that declare none: more than a person does, less than a flood. */
    public static final Allowance DEFAULT = new Allowance(10, 1, 20, 4_096);

    public Allowance {
        require("messages", messages, 1, MESSAGES_MAX);
        require("perSeconds", perSeconds, 1, PER_SECONDS_MAX);
        require("burst", burst, 1, BURST_MAX);
        require("bytesMax", bytesMax, BYTES_MIN, BYTES_MAX);
    }

    /**
     * What is declared beside a message.
     *
     * @param name the message's, for the error
     * @throws IllegalArgumentException if a number is out of its range; it names the message
     */
    static Allowance of(Class<?> type, String name) {
        InputLimit declared = type.getAnnotation(InputLimit.class);
        if (declared == null) {
            return DEFAULT;
        }
        try {
            return new Allowance(
                    declared.messages(),
                    declared.perSeconds(),
                    declared.burst(),
                    declared.bytesMax());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the input limit of " + name + ": " + e.getMessage(), e);
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + "=" + value + " (allowed: " + least + "-" + most + ")");
        }
    }
}
