package dev.atrium.host.gateway;

import dev.atrium.host.takeover.HttpHeirs;

/** The headers that the gateway's request-parameter mapping adds. */
final class GatewayHeaders {
    /** The shared key that only the gateway and other hosts know. */
    static final String KEY = HttpHeirs.KEY_HEADER;

    /** {@code $context.connectionId}. */
    static final String CONNECTION = "X-Atrium-Connection";

    /** {@code $context.authorizer.principalId}. */
    static final String PLAYER = "X-Atrium-Player";

    /** Set by a host that passes a message on: it is passed on once. */
    static final String FORWARDED = "X-Atrium-Forwarded";

    private GatewayHeaders() {}
}
