package dev.atrium.identity;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A key cannot be had now: its source cannot be reached, refuses, or has none. It may be there
 * later. Its message is one line and shows no secret.
 */
public final class KeyUnavailableException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    /** Without a cause of its own, whose text others would have written. */
    public KeyUnavailableException(String message) {
        super(message, new IOException(message));
    }
}
