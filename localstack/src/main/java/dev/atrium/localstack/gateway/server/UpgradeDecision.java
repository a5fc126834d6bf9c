package dev.atrium.localstack.gateway.server;

import org.jspecify.annotations.Nullable;

/** Whether a request becomes a WebSocket. */
public sealed interface UpgradeDecision {

    /** It does not: the answer says why. */
    record Refused(GatewayAnswer answer) implements UpgradeDecision {}

    /**
     * It does.
     *
     * @param socket told what happens from here on
     * @param subprotocol the one agreed upon; null for none
     */
    record Accepted(UpgradedSocket socket, @Nullable String subprotocol)
            implements UpgradeDecision {}
}
