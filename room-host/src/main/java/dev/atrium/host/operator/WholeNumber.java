package dev.atrium.host.operator;

import java.util.Optional;

/** A number that somebody typed. */
final class WholeNumber {
    private WholeNumber() {}

    /** That number, if it is one and in range. */
    static Optional<Integer> within(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
