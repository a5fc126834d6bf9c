package dev.atrium.localstack.gateway.server;

/** What the network side asks; all but the first on a virtual thread that may block. */
public interface GatewayService {

    /** Whether a request for this path, percent-encoded, may become a WebSocket. Event loop. */
    boolean isSocketPath(String encodedPath);

    /** Answers a request. Must not throw: what is thrown is logged and answered with 500. */
    GatewayAnswer answer(GatewayRequest request);

    /** Decides about an upgrade to a WebSocket. Must not throw. */
    UpgradeDecision upgrade(GatewayRequest request);
}
