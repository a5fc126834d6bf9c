package dev.atrium.host.journal;

/** The store refused. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** Another epoch owns the journal, or none does. */
        FENCED,
        /** The journal holds other or more or fewer entries than the caller knows of. */
        OUT_OF_STEP
    }

    /** A refusal. */
    public JournalException(Reason reason, String roomId) {
        super(reason + " for room " + roomId, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
