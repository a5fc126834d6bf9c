package dev.atrium.journal;

import org.jspecify.annotations.Nullable;

/** A journal that cannot be run: what is wrong with it, and where. */
public final class BrokenJournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final long tick;

    /** What is wrong. */
    public enum Fault {
        /** There is none though there was one. */
        LOST("lost"),
        /** The seed without which it cannot be run is gone. */
        SEED_LOST("seed-lost"),
        /** An entry is torn, altered or foreign. */
        UNREADABLE("unreadable"),
        /** It is of a game or rules version that is not here. */
        UNKNOWN_GAME("unknown-game"),
        /** It does not begin with the opening of its room. */
        NOT_OPENED("not-opened"),
        /** What stands for the entries that were trimmed is gone. */
        BASE_MISSING("base-missing"),
        /** What stands for the entries that were trimmed is torn or altered. */
        BASE_UNREADABLE("base-unreadable"),
        /** What stands for the entries that were trimmed is of another journal or place. */
        BASE_DIFFERS("base-differs"),
        /** An entry stands where it cannot. */
        OUT_OF_ORDER("out-of-order"),
        /** The rules refuse an input that was applied. */
        INPUT_REFUSED("input-refused"),
        /** The state is another than the one that was. */
        HASH_DIFFERS("hash-differs"),
        /** The rules threw. */
        RULES_FAILED("rules-failed");

        private final String code;

        Fault(String code) {
            this.code = code;
        }

        /** As it is told. */
        public String code() {
            return code;
        }
    }

    /** A journal with that fault, found at that tick. */
    public BrokenJournalException(Fault fault, long tick) {
        this(fault, tick, null);
    }

    BrokenJournalException(Fault fault, long tick, @Nullable Throwable cause) {
        super(fault.code() + " at tick " + tick, cause);
        this.fault = fault;
        this.tick = tick;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /** Where the room stood when it was found. */
    public long tick() {
        return tick;
    }
}
