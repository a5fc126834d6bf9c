package dev.atrium.host.input;

/** What becomes of a message that was held against its limits. */
public enum Passage {
    /** It may be handled. */
    TAKEN,
    /** There were too many: it is refused, and the sender is told. */
    RATE_LIMITED,
    /** There were too many: it is refused; he was told often enough a moment ago. */
    RATE_LIMITED_IN_SILENCE,
    /** It is longer than its action may be: it is refused, and the sender is told. */
    TOO_LARGE
}
