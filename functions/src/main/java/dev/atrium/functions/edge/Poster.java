package dev.atrium.functions.edge;

import dev.atrium.wire.CloseCode;

/** Sends to gateway connections. Blocking. */
public interface Poster {
    /**
     * Posts a message.
     *
     * @param connectionId API Gateway's
     * @param utf8 the whole message; it leaves in parts if it is too long for one
     * @return false if the connection is gone; its row is removed then
     */
    boolean post(String connectionId, byte[] utf8);

    /**
     * Closes a connection. The gateway has no close codes of ours, so it is told why in words
     * first. One that is gone is no error.
     */
    void cutOff(String connectionId, CloseCode code);
}
