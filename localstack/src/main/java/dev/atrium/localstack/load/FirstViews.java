package dev.atrium.localstack.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.CompletableFuture;

/**
 * Enters rooms of one host as leanly as the generator's clients do, and tells when each saw his
 * first view: what measures takes little of the machine that it measures. Any thread.
 */
public final class FirstViews implements AutoCloseable {
    private static final byte[] STATE = "state".getBytes(US_ASCII);
    private static final byte[] ERROR = "error".getBytes(US_ASCII);
    private static final byte[] LEAVE = "{\"action\":\"leave\"}".getBytes(US_ASCII);

    private final int port;
    private final Connector connector;

    /** Rooms of the host that listens there. */
    public FirstViews(int port) {
        this.port = port;
        this.connector = new Connector(port, 1);
    }

    /**
     * Connects, enters, waits for the first view, and leaves for good.
     *
     * @param enter the message, as UTF-8
     * @return when the first view was there, on this JVM's monotonic clock; fails if none comes
     */
    public CompletableFuture<Long> enter(byte[] enter) {
        Entering entering = new Entering(enter);
        connector.connect(
                connector.nextLoop(), entering::socket, 0, entering.seen::completeExceptionally);
        return entering.seen;
    }

    private final class Entering implements ClientSocket.Listener {
        private final CompletableFuture<Long> seen = new CompletableFuture<>();
        private final ClientSocket socket = new ClientSocket(this, port, "", 1);
        private final byte[] enter;

        Entering(byte[] enter) {
            this.enter = enter;
        }

        ClientSocket socket() {
            return socket;
        }

        @Override
        public void opened() {
            socket.send(ClientSocket.TEXT, enter);
        }

        @Override
        public void received(int bytes) {
            // Only what they say counts.
        }

        @Override
        public void text(byte[] utf8) {
            if (JsonText.isOf(STATE, utf8) && seen.complete(System.nanoTime())) {
                socket.send(ClientSocket.TEXT, LEAVE);
                socket.hangUp();
            } else if (JsonText.isOf(ERROR, utf8)) {
                fail("a room let nobody in");
            }
        }

        @Override
        public void binary(byte[] message) {
            // Only those who ask for it get any.
        }

        @Override
        public void ended(String cause) {
            fail(cause);
        }

        private void fail(String why) {
            seen.completeExceptionally(new IllegalStateException(why));
        }
    }

    @Override
    public void close() {
        connector.close();
    }
}
