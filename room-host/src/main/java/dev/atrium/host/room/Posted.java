package dev.atrium.host.room;

import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;

/** What became of a call. */
public enum Posted {
    /** The room will see to it. */
    TAKEN,
    /** The mailbox is full: the caller tells the sender. */
    BUSY,
    /** The room has ended: the caller tells the sender. */
    GONE;

    private static final long BUSY_RETRY_MS = 100;

    /** The error of a full mailbox. */
    public static ErrorBody busy(String action) {
        return ErrorBody.of(ErrorCode.BUSY, action).retryAfter(BUSY_RETRY_MS);
    }
}
