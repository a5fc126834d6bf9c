package dev.atrium.host.room;

/** What became of a call. */
public enum Posted {
    /** The room will see to it. */
    TAKEN,
    /** The mailbox is full: the caller tells the sender. */
    BUSY,
    /** The room has ended: the caller tells the sender. */
    GONE
}
