package dev.atrium.localstack.faults;

import dev.atrium.localstack.load.ClientSocket;

/** What a player does, as his game wants it. On the crowd's event loop. */
interface Hand {
    /** The subprotocol of his sockets; none if empty. */
    String subprotocol();

    /** A new socket: what is said and heard over it. */
    Talk talk(ClientSocket socket);

    /** From now on he makes inputs. */
    void begin();

    /** He comes to an end: he makes no more, or plays his game out. */
    void finish();

    /** An input is due. */
    void due(long nowNanos);

    /** Whether all that he made has been settled, and he is at the end. */
    boolean isSettled();

    /** Whether his game is over as it should be: then he wants to go nowhere any more. */
    boolean isDone();

    /** How many of his inputs he was told to be taken for good. */
    long acknowledged();

    /** How many of his inputs he waits for in vain. */
    long unsettled();
}
