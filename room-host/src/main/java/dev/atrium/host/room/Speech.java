package dev.atrium.host.room;

/** What players may not say to each other. Any thread. */
@FunctionalInterface
public interface Speech {
    /** Everything may be said. */
    Speech FREE = text -> false;

    /** Whether it may not be said. */
    boolean forbids(String text);
}
