package dev.atrium.localstack.gateway.server;

/** The port to listen on belongs to somebody else; the message tells a person what to do. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the port. */
    public PortInUseException(int port, Throwable cause) {
        super("port " + port + " is in use: free it or pass --port", cause);
    }
}
