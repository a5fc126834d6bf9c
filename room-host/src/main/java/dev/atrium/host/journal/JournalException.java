package dev.atrium.host.journal;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletionException;

/** The store refused. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** Another epoch owns the journal, or none does. */
        FENCED("fenced"),
        /** The journal holds other or more or fewer entries than the caller knows of. */
        OUT_OF_STEP("out-of-step");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** As it is told. */
        public String code() {
            return code;
        }
    }

    /** A refusal. */
    public JournalException(Reason reason, String roomId) {
        super(reason + " for room " + roomId, null, false, false);
        this.reason = reason;
    }

    /** The refusal that is behind a failed stage, if the store refused. */
    public static @Nullable JournalException in(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof JournalException refused ? refused : null;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
