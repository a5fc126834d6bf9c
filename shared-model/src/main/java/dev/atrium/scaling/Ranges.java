package dev.atrium.scaling;

/** What is checked of every number here, and what is said of one that is out of its range. */
final class Ranges {
    static final int DAY_SECONDS = 86_400;
    static final int PERCENT = 100;

    private Ranges() {}

    static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s=%d (allowed: %d to %d)".formatted(name, value, least, most));
        }
    }
}
