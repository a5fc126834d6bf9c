package dev.atrium.host.connection;

/**
 * What connections measure together. Called on any thread, for every message: no call may block,
 * allocate or throw.
 */
public interface ConnectionMeter {
    /** Measures nothing. */
    ConnectionMeter NONE = new ConnectionMeter() {};

    /** A message came, of that many bytes. */
    default void received(int bytes) {}

    /** A message leaves, with that many bytes. */
    default void sent(int bytes) {}

    /** A view was left out for a newer one: the reader is slow. */
    default void skipped() {}

    /**
     * A message was handled, as far as its socket's thread does that.
     *
     * @param action what it wanted, as its sender wrote it; empty if it could not be read
     */
    default void handled(String action, long tookNanos) {}

    /** An error was sent, with that code. */
    default void refused(String code) {}

    /** The network takes that long to a client and back. */
    default void roundTrip(long nanos) {}
}
