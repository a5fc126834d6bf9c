package dev.atrium.proof;

import dev.atrium.state.StateHash;

/** A journal that the archive does not have whole: which object is wrong, and how. */
public final class BrokenArchiveException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** What is wrong: with the object that a journal ends with, or with one of those before. */
    public enum Fault {
        /** The object that the outcome names is not there. */
        JOURNAL_MISSING("journal-missing"),
        /** It is torn or altered. */
        JOURNAL_UNREADABLE("journal-unreadable"),
        /** It is sound, and of another journal. */
        JOURNAL_DIFFERS("journal-hash-differs"),
        /** A segment that one goes on from is not there. */
        SEGMENT_MISSING("segment-missing"),
        /** It is torn or altered. */
        SEGMENT_UNREADABLE("segment-unreadable"),
        /** It is sound, and another than the one that was gone on from. */
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

    /** That fault of the object that ends with that hash. */
    BrokenArchiveException(Fault fault, StateHash head) {
        super(fault.code() + ": the object that ends with " + head.hex());
        this.fault = fault;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }
}
