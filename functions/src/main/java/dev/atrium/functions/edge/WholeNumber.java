package dev.atrium.functions.edge;

import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

/** Whole numbers of queries and cursors, which come as text. */
public final class WholeNumber {
    private WholeNumber() {}

    /**
     * The number that a text says.
     *
     * @param field how the refusal names it
     * @throws WireException {@code invalid-field} if it says none, {@code out-of-range} if it is
     *     not from {@code min} to {@code max}
     */
    public static int of(String field, String text, int min, int max) throws WireException {
        if (!text.matches("-?[0-9]{1,12}")) {
            throw new WireException(
                    ErrorCode.INVALID_FIELD, "The field " + field + " must be a whole number.");
        }
        long value = Long.parseLong(text);
        if (value < min || value > max) {
            throw new WireException(
                    ErrorCode.OUT_OF_RANGE,
                    field + "=" + value + " (allowed: " + min + "-" + max + ")");
        }
        return (int) value;
    }
}
