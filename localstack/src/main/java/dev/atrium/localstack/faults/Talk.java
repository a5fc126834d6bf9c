package dev.atrium.localstack.faults;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/** What a player says and hears over one socket. On the crowd's event loop. */
interface Talk {
    /**
     * A view.
     *
     * @param stored his last input that it names as stored
     * @param whole whether it leads from no other
     * @param events that it brought along
     */
    record Seen(long epoch, long sequence, long stored, boolean whole, int events) {}

    /** The view that a binary message is. */
    Seen binary(byte[] message);

    /**
     * A text message came.
     *
     * @param current whether over the socket that he goes by
     * @return the view that it is, if it is one
     */
    Optional<Seen> text(JsonNode message, boolean current);

    /**
     * He is in.
     *
     * @param data what {@code entered} tells
     * @return whether that shows him the room already; else the first view does
     */
    boolean entered(JsonNode data);

    /**
     * He is shown the room over this socket.
     *
     * @param stored his last input that its owner has stored
     */
    void begins(long stored);

    /** Sends what is not settled, at most so many of his inputs. */
    void send(int most);

    /** Whether so little comes from there that the host is as good as gone. */
    boolean isSilent(long nowNanos);
}
