package dev.atrium.escrow;

import java.io.Serial;

/**
 * The ledger did not answer, or others were faster every time: what was asked for may be done or
 * not. The same may be asked again, and is then done once.
 */
public final class EscrowUnavailableException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /** Without a cause: others were faster. */
    public EscrowUnavailableException(String message) {
        super(message);
    }

    /** With what is known of the cause. */
    public EscrowUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
