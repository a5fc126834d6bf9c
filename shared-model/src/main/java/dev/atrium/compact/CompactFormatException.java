package dev.atrium.compact;

/** Bytes that are no frame, or not the one that they should be. */
public final class CompactFormatException extends RuntimeException {
    /** What is wrong with them. */
    public CompactFormatException(String message) {
        super(message, null, false, false);
    }
}
