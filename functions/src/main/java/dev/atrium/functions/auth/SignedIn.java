package dev.atrium.functions.auth;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.identity.Player;
import dev.atrium.identity.Session;
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
    /** The first session of a player who was never here before. */
    static HttpAnswer first(Functions functions, Player player) {
        return answer(player, functions.tokens().issueSession(player));
    }

    /** A session for a player who has just proved who he is. */
    static HttpAnswer proved(Functions functions, Player player) {
        long nowMs = functions.signOuts().givenNowMs(player.playerId());
        return answer(player, functions.tokens().issueSession(new Session(player, nowMs, nowMs)));
    }

    /** A session that follows another. */
    static HttpAnswer following(Functions functions, Session session) {
        return answer(session.player(), functions.tokens().issueSession(session));
    }

    private static HttpAnswer answer(Player player, Tokens.Issued session) {
        return HttpAnswer.of(
                new SignedIn(
                        player.playerId(), session.token(), session.expiresAt().toEpochMilli()));
    }

    @Override
    public String toString() {
        return "SignedIn[" + playerId + ", token hidden]";
    }
}
