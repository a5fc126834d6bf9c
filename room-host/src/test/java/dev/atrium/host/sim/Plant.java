package dev.atrium.host.sim;

/** A fault that is built into a run on purpose: the checker must find each. */
enum Plant {
    NONE(""),
    /** The store takes appends of any epoch. */
    FENCING_OFF("was shown what never was"),
    /** The fence is raised only after the journal was read. */
    FENCE_AFTER_READ("is acknowledged and lost"),
    /** A store without a fence takes appends. */
    MISSING_FENCE_TAKEN("is acknowledged and lost"),
    /** An input is left out of an append. */
    INPUT_SKIPPED("is acknowledged and lost"),
    /** An append is acknowledged before it is stored. */
    TOLD_BEFORE_STORED("is void: journal-out-of-step"),
    /** A tick is shown whose mark is not stored. */
    MARK_LEFT_OUT("does not follow"),
    /** An append made again is stored again. */
    APPENDED_TWICE("is void: journal-out-of-order"),
    /**
     * Writes to DynamoDB ask for no condition: two hosts may own a room, two outcomes be written.
     */
    CONDITIONS_IGNORED(" outcomes"),
    /** An outcome is written without its room's state. */
    OUTCOME_WITHOUT_ROOM("is VOID, outcome: Optional["),
    /** A background thread says that the loops advance. */
    LEASE_BY_BACKGROUND("has not ended: PLAYING"),
    /** Nobody is told inside which room a loop stands still. */
    STALL_UNTOLD("has not ended: PLAYING"),
    /** A command that is sent again is taken for cheating, and its seat forfeits. */
    RESEND_IS_CHEATING("a seat was given up"),
    /** Who takes a room over draws another seed. */
    SEED_DRAWN_ANEW("does not follow"),
    /** A journal is trimmed while the archive does not have its segment yet. */
    TRIMMED_BEFORE_ARCHIVED("segment-missing"),
    /** An entry that cannot be read is left out of what is read. */
    TORN_LEFT_OUT("is acknowledged and lost"),
    /** Hosts are not told that a match is for stakes. */
    STAKES_UNTOLD("more than a second taken back"),
    /** What a room asks of somebody outside never comes back. */
    ERRANDS_FORGOTTEN("asked and never answered"),
    /** A room whose store has another journal at its end is void though its owner remembers. */
    DAMAGE_IS_VOID("is void: journal-");

    private final String foundBy;

    Plant(String foundBy) {
        this.foundBy = foundBy;
    }

    /** What the checker must say of it: that anything at all is wrong is not enough. */
    String foundBy() {
        return foundBy;
    }
}
