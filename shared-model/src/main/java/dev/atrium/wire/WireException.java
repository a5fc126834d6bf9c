package dev.atrium.wire;

/** Input that cannot be taken, with its code. Thrown while reading, turned into an error answer. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** With the code's own sentence. */
    public WireException(ErrorCode code) {
        this(code, code.message());
    }

    /**
     * With a sentence that says more.
     *
     * @param message for people; names fields, never holds what was sent
     */
    public WireException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What is wrong. */
    public ErrorCode code() {
        return code;
    }

    /** The sentence. */
    public String text() {
        String message = getMessage();
        return message == null ? code.message() : message;
    }
}
