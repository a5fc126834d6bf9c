package dev.atrium.functions.account;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.identity.Player;
import dev.atrium.identity.Session;
import dev.atrium.identity.Tokens;
import dev.atrium.message.Message;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a player is called now, and a session in which he is: the one that he came with still has the
 * name of before.
 *
 * @param userName none if he has given it up
 * @param name as others see him
 * @param token a session token
 * @param expiresAt until when it holds, wall time in ms
 */
record Named(String playerId, Optional<String> userName, String name, String token, long expiresAt)
        implements Message {
    /**
     * The session to come, without its name: asked for before the change, so that who signs out
     * everywhere meanwhile has ended this one, too.
     *
     * @param session that he came with; what follows it was signed in when it was
     * @throws WireException {@code account-deleted} or {@code signed-out}
     */
    static Session following(Functions functions, Session session) throws WireException {
        String playerId = session.player().playerId();
        long nowMs = session.followedAtMs(functions.nowMs());
        functions.accounts().admit(playerId);
        functions.signOuts().admit(playerId, session.issuedAtMs());
        return new Session(session.player(), nowMs, session.signedInAtMs());
    }

    /**
     * The answer to a change.
     *
     * @param following as {@link #following} gave it
     * @throws WireException {@code name-taken}, {@code name-changed-lately}, {@code
     *     account-deleted} or {@code unavailable}
     */
    static HttpAnswer answer(Functions functions, Session following, UserNames.Change change)
            throws WireException {
        return switch (change) {
            case UserNames.Change.Done(HolderRow holder) ->
                    HttpAnswer.of(named(functions, following, holder));
            case UserNames.Change.Taken taken -> throw new WireException(ErrorCode.NAME_TAKEN);
            case UserNames.Change.TooSoon(long againAtMs) ->
                    throw new WireException(
                            ErrorCode.NAME_CHANGED_LATELY,
                            "You may change your user name again at "
                                    + Instant.ofEpochMilli(againAtMs)
                                    + ".");
            case UserNames.Change.Nobody nobody ->
                    throw new WireException(ErrorCode.ACCOUNT_DELETED);
            case UserNames.Change.Busy busy -> throw new WireException(ErrorCode.UNAVAILABLE);
        };
    }

    private static Named named(Functions functions, Session following, HolderRow holder) {
        Player player =
                new Player(
                        holder.playerId(),
                        holder.name(),
                        holder.icon(),
                        Player.Kind.valueOf(holder.kind().toUpperCase(Locale.ROOT)));
        Tokens.Issued session =
                functions
                        .tokens()
                        .issueSession(
                                new Session(
                                        player, following.issuedAtMs(), following.signedInAtMs()));
        return new Named(
                holder.playerId(),
                Optional.ofNullable(holder.userName()),
                holder.name(),
                session.token(),
                session.expiresAt().toEpochMilli());
    }

    @Override
    public String toString() {
        return "Named[" + playerId + ", token hidden]";
    }
}
