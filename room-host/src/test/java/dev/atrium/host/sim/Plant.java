package dev.atrium.host.sim;

/** A fault that is built into a run on purpose: the checker must find each. */
enum Plant {
    NONE,
    /** The store takes appends of any epoch. */
    FENCING_OFF,
    /** The fence is raised only after the journal was read. */
    FENCE_AFTER_READ,
    /** A store without a fence takes appends. */
    MISSING_FENCE_TAKEN,
    /** An input is left out of an append. */
    INPUT_SKIPPED,
    /** An append is acknowledged before it is stored. */
    TOLD_BEFORE_STORED,
    /** A tick is shown whose mark is not stored. */
    MARK_LEFT_OUT,
    /** An append made again is stored again. */
    APPENDED_TWICE,
    /**
     * Writes to DynamoDB ask for no condition: two hosts may own a room, two outcomes be written.
     */
    CONDITIONS_IGNORED,
    /** An outcome is written without its room's state. */
    OUTCOME_WITHOUT_ROOM,
    /** A background thread says that the loops advance. */
    LEASE_BY_BACKGROUND,
    /** Nobody is told inside which room a loop stands still. */
    STALL_UNTOLD,
    /** A command that is sent again is taken for cheating, and its seat forfeits. */
    RESEND_IS_CHEATING,
    /** Who takes a room over draws another seed. */
    SEED_DRAWN_ANEW,
    /** A journal is trimmed while the archive does not have its segment yet. */
    TRIMMED_BEFORE_ARCHIVED
}
