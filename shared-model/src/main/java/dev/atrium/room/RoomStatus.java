package dev.atrium.room;

/**
 * The life of a room as its row tells it. It only goes forward: {@code PLACED} to {@code PLAYING}
 * to {@code FINISHED}, or from the first two to {@code VOID}.
 */
public enum RoomStatus {
    /** A host was chosen and tickets were sent; nobody has opened it yet (epoch 0). */
    PLACED,
    /** An owner runs it under its epoch. */
    PLAYING,
    /** Its outcome is stored. */
    FINISHED,
    /** Closed without a result; nothing counts. */
    VOID;

    /** Whether it has not ended. */
    public boolean isLive() {
        return this == PLACED || this == PLAYING;
    }
}
