package dev.atrium.functions.account;

import dev.atrium.functions.edge.Functions;

/**
 * Ends every session of a player at once, and closes his sockets. Whoever does not know whether it
 * was done does it again.
 */
@FunctionalInterface
public interface SessionEnd {
    /** As if he signed out everywhere himself. */
    static SessionEnd everywhere(Functions functions) {
        return playerId -> {
            long _ = functions.signOuts().signOut(playerId);
        };
    }

    /** Ends them. Blocking; what it throws is thrown, and it is called again later. */
    void end(String playerId);
}
