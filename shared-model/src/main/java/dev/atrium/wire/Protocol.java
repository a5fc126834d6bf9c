package dev.atrium.wire;

/** The versions of the protocol. */
public final class Protocol {
    /** The version that is spoken. */
    public static final int VERSION = 1;

    /** The oldest version that a client may speak. */
    public static final int OLDEST_ACCEPTED = 1;

    private Protocol() {}
}
