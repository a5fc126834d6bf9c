package dev.atrium.host.attempt;

/** An attempt came to nothing, and the next may come to more. */
public final class NotYetException extends Exception {
    private static final long serialVersionUID = 1L;

    /** For that reason, which the log tells. */
    public NotYetException(String why) {
        super(why);
    }
}
