package dev.atrium.state;

/** Bytes that are not what they should be: torn, foreign, of another version, or too many. */
public final class StateFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names what is wrong; never holds the bytes themselves. */
    public StateFormatException(String message) {
        super(message);
    }

    /** The same, for a value that the bytes held and that its type refused. */
    public StateFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
