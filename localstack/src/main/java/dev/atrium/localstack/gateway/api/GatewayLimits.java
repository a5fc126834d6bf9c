package dev.atrium.localstack.gateway.api;

/**
 * The limits of the emulated service; {@link #aws()} has AWS's own.
 *
 * @param http of the HTTP API
 * @param socket of the WebSocket API
 * @param maximumSockets TCP connections at one time, of both; one more is closed unread. AWS has no
 *     such limit: it keeps a laptop alive
 */
public record GatewayLimits(HttpLimits http, SocketLimits socket, int maximumSockets) {

    /**
     * Limits of an HTTP API.
     *
     * @param bodyBytes of a request; beyond it 413
     * @param headerBytes of a request's line and headers together; beyond it 431
     * @param integrationTimeoutMs then 503
     * @param authorizerTimeoutMs then 500
     */
    public record HttpLimits(
            int bodyBytes, int headerBytes, int integrationTimeoutMs, int authorizerTimeoutMs) {}

    /**
     * Limits of a WebSocket API.
     *
     * @param frameBytes of one frame; beyond it the socket is closed with 1009. Frames sent are
     *     split at it
     * @param messageBytes of a message of several frames; beyond it 1009; of a post, 413
     * @param idleTimeoutMs without a frame in either direction, then closed with 1001
     * @param maximumAgeMs of a connection, then closed with 1001
     * @param integrationTimeoutMs then the client is told of an internal error
     * @param newConnectionsPerSecond beyond it 429; as many again may come at once after a pause
     * @param concurrentMessages messages of one connection that are with an integration at one
     *     time; beyond it the socket is not read until one is done, so the sender feels it. Not
     *     AWS's (there an account has 10,000 requests a second)
     * @param sendBufferBytes posted to a connection and not yet taken by its socket; beyond it a
     *     post gets 429 {@code LimitExceededException}
     */
    public record SocketLimits(
            int frameBytes,
            int messageBytes,
            long idleTimeoutMs,
            long maximumAgeMs,
            int integrationTimeoutMs,
            int newConnectionsPerSecond,
            int concurrentMessages,
            int sendBufferBytes) {

        /** The same limits with another idle time. */
        public SocketLimits withIdleTimeoutMs(long limitMs) {
            return new SocketLimits(
                    frameBytes,
                    messageBytes,
                    limitMs,
                    maximumAgeMs,
                    integrationTimeoutMs,
                    newConnectionsPerSecond,
                    concurrentMessages,
                    sendBufferBytes);
        }

        /** The same limits with another age. */
        public SocketLimits withMaximumAgeMs(long limitMs) {
            return new SocketLimits(
                    frameBytes,
                    messageBytes,
                    idleTimeoutMs,
                    limitMs,
                    integrationTimeoutMs,
                    newConnectionsPerSecond,
                    concurrentMessages,
                    sendBufferBytes);
        }

        /** The same limits with another patience with integrations. */
        public SocketLimits withIntegrationTimeoutMs(int limitMs) {
            return new SocketLimits(
                    frameBytes,
                    messageBytes,
                    idleTimeoutMs,
                    maximumAgeMs,
                    limitMs,
                    newConnectionsPerSecond,
                    concurrentMessages,
                    sendBufferBytes);
        }

        /** The same limits with another rate of new connections. */
        public SocketLimits withNewConnectionsPerSecond(int rate) {
            return new SocketLimits(
                    frameBytes,
                    messageBytes,
                    idleTimeoutMs,
                    maximumAgeMs,
                    integrationTimeoutMs,
                    rate,
                    concurrentMessages,
                    sendBufferBytes);
        }

        /** The same limits with another number of messages at one time. */
        public SocketLimits withConcurrentMessages(int count) {
            return new SocketLimits(
                    frameBytes,
                    messageBytes,
                    idleTimeoutMs,
                    maximumAgeMs,
                    integrationTimeoutMs,
                    newConnectionsPerSecond,
                    count,
                    sendBufferBytes);
        }
    }

    /** AWS's own limits, and what a laptop needs beside them. */
    public static GatewayLimits aws() {
        return new GatewayLimits(
                new HttpLimits(10 * 1024 * 1024, 10_240, 30_000, 10_000),
                new SocketLimits(
                        32 * 1024, 128 * 1024, 600_000, 7_200_000, 29_000, 500, 64, 1024 * 1024),
                16_384);
    }

    /** The same limits with others for the WebSocket API. */
    public GatewayLimits withSocket(SocketLimits limits) {
        return new GatewayLimits(http, limits, maximumSockets);
    }

    /** The same limits with others for the HTTP API. */
    public GatewayLimits withHttp(HttpLimits limits) {
        return new GatewayLimits(limits, socket, maximumSockets);
    }
}
