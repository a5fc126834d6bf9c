package dev.atrium.host.fairplay;

/** What is said of something that a player did. */
public sealed interface Ruling {
    /** Nothing is wrong with it. */
    Ruling FAIR = new Fair();

    /** Nothing is wrong with it, or nothing is counted any more. */
    record Fair() implements Ruling {}

    /** It counts against him. */
    record Flagged(Flag flag) implements Ruling {}

    /** It was one too many: he forfeits. */
    record Forfeits(Flag flag) implements Ruling {}
}
