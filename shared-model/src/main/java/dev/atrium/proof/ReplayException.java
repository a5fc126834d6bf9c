package dev.atrium.proof;

/** Bytes that are no replay to be run: what is wrong with them. */
public final class ReplayException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** What is wrong. */
    public enum Fault {
        /** It is none, or of another format. */
        NOT_A_REPLAY("not-a-replay"),
        /** It is a journal without the outcome, so without the seed. */
        OUTCOME_MISSING("outcome-missing"),
        /** It is longer than any replay may be. */
        TOO_LARGE("too-large"),
        /** It is torn, altered, or lacks a part. */
        UNREADABLE("replay-unreadable"),
        /** Its journal is torn or altered. */
        JOURNAL_UNREADABLE("journal-unreadable"),
        /** A segment of its journal is not there. */
        SEGMENT_MISSING("segment-missing"),
        /** A segment of its journal is torn or altered. */
        SEGMENT_UNREADABLE("segment-unreadable"),
        /** A segment of its journal stands where another belongs. */
        SEGMENT_DIFFERS("segment-differs");

        private final String code;

        Fault(String code) {
            this.code = code;
        }

        /** As it is told. */
        public String code() {
            return code;
        }
    }

    /** That fault, in a sentence. */
    public ReplayException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }
}
