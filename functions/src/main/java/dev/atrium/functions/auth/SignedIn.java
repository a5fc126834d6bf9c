package dev.atrium.functions.auth;

import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.identity.Player;
import dev.atrium.identity.Tokens;
import dev.atrium.message.Message;

/**
 * The answer to a sign-in.
 *
 * @param playerId who
 * @param token his session token
 * @param expiresAt wall time in ms
 */
record SignedIn(String playerId, String token, long expiresAt) implements Message {
    /** A new session for that player. */
    static HttpAnswer answer(Tokens tokens, Player player) {
        Tokens.Issued session = tokens.issueSession(player);
        return HttpAnswer.of(
                new SignedIn(
                        player.playerId(), session.token(), session.expiresAt().toEpochMilli()));
    }

    @Override
    public String toString() {
        return "SignedIn[" + playerId + ", token hidden]";
    }
}
