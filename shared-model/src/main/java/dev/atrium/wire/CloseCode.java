package dev.atrium.wire;

/** Why Atrium closes a socket; the codes of RFC 6455 stand beside these. */
public enum CloseCode {
    /** Three messages in a row that cannot be read. */
    MALFORMED(4400, "malformed"),
    /** No {@code enter} in time. */
    UNAUTHORIZED(4401, "unauthorized"),
    /** The player was banned. */
    BANNED(4402, "banned"),
    /** An operator took the player out of the room for good. */
    KICKED(4403, "kicked"),
    /** Nothing was heard for so long that it counts as dead. */
    SILENT(4405, "silent"),
    /** The player has signed out everywhere. */
    SIGNED_OUT(4406, "signed-out"),
    /** The same player entered on another connection. */
    REPLACED(4409, "replaced"),
    /** The room has ended. */
    ROOM_OVER(4410, "room-over"),
    /** The client is too old. */
    UPGRADE_REQUIRED(4426, "upgrade-required"),
    /** Reads too slowly for its events. */
    TOO_SLOW(4408, "too-slow"),
    /** Went on after being told {@code rate-limited}. */
    RATE_LIMITED(4429, "rate-limited"),
    /** The host shuts down. */
    HOST_LEAVING(4503, "host-leaving");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** 4000 to 4999. */
    public int code() {
        return code;
    }

    /** Whether a player to whom this happens again and again is banned. */
    public boolean isAbuse() {
        return switch (this) {
            case MALFORMED, RATE_LIMITED -> true;
            case UNAUTHORIZED,
                    BANNED,
                    KICKED,
                    SILENT,
                    SIGNED_OUT,
                    REPLACED,
                    ROOM_OVER,
                    UPGRADE_REQUIRED,
                    TOO_SLOW,
                    HOST_LEAVING ->
                    false;
        };
    }

    /** Kebab-case. */
    public String reason() {
        return reason;
    }
}
