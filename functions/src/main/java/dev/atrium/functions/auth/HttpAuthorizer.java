package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.identity.Player;
import dev.atrium.identity.Session;
import dev.atrium.identity.Tokens;
import dev.atrium.wire.ErrorCode;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks session tokens for the HTTP API: payload version 2.0, simple response. It lets every
 * request pass, with the player or with the code of the refusal in its context: API Gateway's own
 * 401 and 403 have no code. {@link HttpRequest#player} is what refuses.
 */
public final class HttpAuthorizer
        implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpAuthorizer.class);
    private static final String SCHEME = "bearer ";

    private final Functions functions;

    /** For Lambda. */
    public HttpAuthorizer() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public HttpAuthorizer(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Map<String, Object> handleRequest(
            APIGatewayV2CustomAuthorizerEvent event, Context context) {
        return bearerToken(event.getHeaders())
                .map(functions.verifier()::datedSession)
                .map(this::response)
                .orElseGet(() -> refused(ErrorCode.UNAUTHORIZED));
    }

    private Map<String, Object> response(Tokens.Checked<Session> checked) {
        return switch (checked) {
            case Tokens.Checked.Valid<Session>(Session session) -> good(session);
            case Tokens.Checked.Refused<Session> refused -> refused(refused.code());
        };
    }

    /** Good, unless its player has signed out since; who cannot be asked lets nobody pass. */
    private Map<String, Object> good(Session session) {
        Player player = session.player();
        try {
            return functions.signOuts().isEnded(player.playerId(), session.issuedAtMs())
                    ? signedOut(player.playerId())
                    : vouchedFor(session);
        } catch (RuntimeException e) {
            LOG.error("nobody can tell who has signed out", e);
            return refused(ErrorCode.UNAVAILABLE);
        }
    }

    private static Map<String, Object> vouchedFor(Session session) {
        Player player = session.player();
        return Map.of(
                "isAuthorized",
                true,
                "context",
                Map.of(
                        "playerId",
                        player.playerId(),
                        "name",
                        player.name(),
                        "icon",
                        player.icon(),
                        "kind",
                        PlayerRows.kindName(player),
                        HttpRequest.ISSUED_AT,
                        Long.toString(session.issuedAtMs()),
                        HttpRequest.SIGNED_IN_AT,
                        Long.toString(session.signedInAtMs())));
    }

    private static Map<String, Object> signedOut(String playerId) {
        return Map.of(
                "isAuthorized",
                true,
                "context",
                Map.of(
                        HttpRequest.REFUSED,
                        ErrorCode.SIGNED_OUT.name(),
                        HttpRequest.REFUSED_PLAYER,
                        playerId));
    }

    private static Map<String, Object> refused(ErrorCode code) {
        return Map.of("isAuthorized", true, "context", Map.of(HttpRequest.REFUSED, code.name()));
    }

    private static Optional<String> bearerToken(@Nullable Map<String, String> headers) {
        if (headers == null) {
            return Optional.empty();
        }
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
                .map(Map.Entry::getValue)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip())
                .findFirst();
    }
}
