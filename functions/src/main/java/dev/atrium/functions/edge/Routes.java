package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import java.util.List;

/**
 * Which route leads where: the one table that deployment, local stack and tests read. Handlers are
 * classes by name; each has a constructor without arguments for Lambda, and one that takes {@link
 * Functions}.
 */
public final class Routes {
    private static final String BASE = "dev.atrium.functions.";

    private static final List<HttpRoute> HTTP =
            List.of(
                    open("POST /auth/puzzle", "auth.PuzzleHandler"),
                    open("POST /auth/guest", "auth.GuestHandler"),
                    open("POST /auth/challenge", "auth.ChallengeHandler"),
                    open("POST /auth/verify", "auth.VerifyHandler"),
                    guarded("POST /auth/link", "auth.LinkHandler"),
                    guarded("POST /auth/refresh", "auth.RefreshHandler"),
                    guarded("POST /auth/sign-out-everywhere", "auth.SignOutHandler"),
                    guarded("POST /auth/connect-token", "auth.ConnectTokenHandler"),
                    guarded("GET /account", "account.AccountHandler"),
                    guarded("DELETE /account", "account.DeleteAccountHandler"),
                    guarded("GET /account/export", "account.ExportHandler"),
                    guarded("PUT /account/user-name", "account.UserNameHandler"),
                    guarded("DELETE /account/user-name", "account.ReleaseUserNameHandler"),
                    open("GET /.well-known/jwks.json", "auth.JwksHandler"),
                    open("GET /.well-known/atrium-vrf.json", "seed.SeedKeysHandler"),
                    open("GET /.well-known/atrium-outcomes.json", "settle.OutcomeKeysHandler"),
                    open("GET /leaderboards/{board}", "board.LeaderboardHandler"),
                    open("GET /leaderboards/{board}/players/{id}", "board.NeighboursHandler"),
                    open("GET /leaderboards/{board}/friends", "board.FriendsHandler"),
                    open("GET /leaderboards/{board}/seasons", "board.SeasonsHandler"),
                    open("GET /players/{id}", "board.PlayerHandler"),
                    open("GET /players/{id}/games", "history.PlayerGamesHandler"),
                    open("GET /players/{id}/matches", "history.PlayerMatchesHandler"),
                    open("GET /games", "history.GamesHandler"),
                    open("GET /games/{gameId}", "history.GameHandler"),
                    open("GET /sieges", "siege.SiegesHandler"),
                    open("GET /matches/{roomId}", "board.MatchHandler"),
                    open("GET /matches/{roomId}/replay", "board.ReplayHandler"),
                    open("GET /matches/{roomId}/replay/views", "board.ReplayViewsHandler"));

    private static final List<SocketRoute> SOCKET =
            List.of(
                    lambda("$connect", "connection.ConnectHandler"),
                    lambda("$disconnect", "connection.DisconnectHandler"),
                    lambda("$default", "connection.DefaultHandler"),
                    lambda("hello", "connection.HelloHandler"),
                    lambda("matchmake", "lobby.MatchmakeHandler"),
                    lambda("cancel-matchmaking", "match.CancelMatchmakingHandler"),
                    lambda("matchmaking-status", "match.MatchmakingStatusHandler"),
                    lambda("create-party", "match.CreatePartyHandler"),
                    lambda("join-party", "match.JoinPartyHandler"),
                    lambda("leave-party", "match.LeavePartyHandler"),
                    lambda("register-siege", "siege.RegisterSiegeHandler"),
                    lambda("cancel-registration", "siege.CancelRegistrationHandler"),
                    lambda("create-room", "party.CreateRoomHandler"),
                    lambda("join-room", "party.JoinRoomHandler"),
                    lambda("watch", "party.WatchHandler"),
                    // The room counts its players by their pings, and routes know only actions.
                    roomHost("ping"),
                    roomHost("enter"),
                    roomHost("resume"),
                    roomHost("leave"),
                    roomHost("move-warrior"),
                    roomHost("start-game"),
                    roomHost("submit-answer"),
                    roomHost("submit-elimination-vote"),
                    roomHost("submit-final-vote"),
                    roomHost("elimination-time-expired"),
                    roomHost("final-voting-time-expired"),
                    roomHost("request-next-round"),
                    roomHost("kick-player"),
                    roomHost("lock-room"));

    private static final Handler HTTP_AUTHORIZER =
            new Handler(BASE + "auth.HttpAuthorizer", EventKind.HTTP_AUTHORIZER);
    private static final Handler SOCKET_AUTHORIZER =
            new Handler(BASE + "auth.WebSocketAuthorizer", EventKind.WEB_SOCKET_AUTHORIZER);

    private Routes() {}

    /** What a handler is called with, and gives back. */
    public enum EventKind {
        /** Payload version 2.0: {@code APIGatewayV2HTTPEvent}, {@code APIGatewayV2HTTPResponse}. */
        HTTP,
        /** {@code APIGatewayV2WebSocketEvent}, {@code APIGatewayV2WebSocketResponse}. */
        WEB_SOCKET,
        /** {@code APIGatewayV2CustomAuthorizerEvent}, and a simple response. */
        HTTP_AUTHORIZER,
        /** {@code APIGatewayCustomAuthorizerEvent}, {@code IamPolicyResponse}. */
        WEB_SOCKET_AUTHORIZER
    }

    /**
     * A Lambda function.
     *
     * @param className its handler's
     * @param kind what it is called with
     */
    public record Handler(String className, EventKind kind) {
        /**
         * The handler over these functions.
         *
         * @throws IllegalStateException if there is no such handler
         */
        public RequestHandler<?, ?> create(Functions functions) {
            try {
                return Class.forName(className)
                        .asSubclass(RequestHandler.class)
                        .getConstructor(Functions.class)
                        .newInstance(functions);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(className + " is no handler", e);
            }
        }
    }

    /**
     * A route of the HTTP API.
     *
     * @param key method and path, as API Gateway writes them
     * @param handler answers
     * @param guarded whether {@link #httpAuthorizer} must let the request pass first
     */
    public record HttpRoute(String key, Handler handler, boolean guarded) {}

    /**
     * A route of the WebSocket API, selected by {@code $request.body.action}.
     *
     * @param key the action, or one of API Gateway's own
     * @param target who takes it
     */
    public record SocketRoute(String key, SocketTarget target) {}

    /** Who takes a message. */
    public sealed interface SocketTarget {
        /** A function, by Lambda proxy integration. */
        record Lambda(Handler handler) implements SocketTarget {}

        /** The room hosts, by HTTP integration. */
        record RoomHost() implements SocketTarget {}
    }

    /** The HTTP API. */
    public static List<HttpRoute> http() {
        return HTTP;
    }

    /** The WebSocket API. */
    public static List<SocketRoute> socket() {
        return SOCKET;
    }

    /**
     * Checks session tokens on guarded routes. It has no identity source and lets every request
     * pass, with the player or with the code of the refusal in its context: API Gateway's own 401
     * and 403 have no code, and clients are promised one.
     */
    public static Handler httpAuthorizer() {
        return HTTP_AUTHORIZER;
    }

    /** Checks connect tokens on {@code $connect}. */
    public static Handler socketAuthorizer() {
        return SOCKET_AUTHORIZER;
    }

    private static HttpRoute open(String key, String handler) {
        return new HttpRoute(key, new Handler(BASE + handler, EventKind.HTTP), false);
    }

    private static HttpRoute guarded(String key, String handler) {
        return new HttpRoute(key, new Handler(BASE + handler, EventKind.HTTP), true);
    }

    private static SocketRoute lambda(String key, String handler) {
        return new SocketRoute(
                key, new SocketTarget.Lambda(new Handler(BASE + handler, EventKind.WEB_SOCKET)));
    }

    private static SocketRoute roomHost(String action) {
        return new SocketRoute(action, new SocketTarget.RoomHost());
    }
}
