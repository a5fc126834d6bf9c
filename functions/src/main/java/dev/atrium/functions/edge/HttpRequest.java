package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.atrium.identity.Player;
import dev.atrium.identity.Session;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request to the HTTP API (payload version 2.0), read strictly.
 *
 * @param event as API Gateway gave it
 * @param sourceAddress where it came from, as far as that is known for certain; {@value #UNKNOWN}
 *     if it is not
 */
public record HttpRequest(APIGatewayV2HTTPEvent event, String sourceAddress) {
    /** Of a request of which nobody says where it came from. */
    static final String UNKNOWN = "unknown";

    /** Where the authorizer says why it vouches for nobody. */
    public static final String REFUSED = "refused";

    /** Where it says whose session it is for which it does not vouch, if it is known. */
    public static final String REFUSED_PLAYER = "refusedPlayer";

    /** Where it says when the session was made, in ms, as words. */
    public static final String ISSUED_AT = "issuedAt";

    /** Where it says when its player signed in, in ms, as words. */
    public static final String SIGNED_IN_AT = "signedInAt";

    /** A body is at most this long, in bytes, decoded. */
    public static final int BODY_BYTES_MAX = ClientMessage.BYTES_MAX;

    /**
     * The body as a record.
     *
     * @throws WireException {@code too-large}, {@code malformed}, {@code missing-field}, {@code
     *     invalid-field} or {@code out-of-range}
     */
    public <T> T body(Class<T> type) throws WireException {
        return MessageJson.read(Json.object(bodyBytes()), type);
    }

    /** A parameter of the path, decoded; empty if the route has none of that name. */
    public String path(String name) {
        return parameter(event.getPathParameters(), name).orElse("");
    }

    /** A parameter of the query, decoded. */
    public Optional<String> query(String name) {
        return parameter(event.getQueryStringParameters(), name);
    }

    /** A header; several of one name come joined by commas. */
    public Optional<String> header(String lowerCaseName) {
        return header(event, lowerCaseName);
    }

    /** That of an event. */
    static Optional<String> header(APIGatewayV2HTTPEvent event, String lowerCaseName) {
        return parameter(event.getHeaders(), lowerCaseName);
    }

    /** Whether the answer may come in gzip (RFC 9110, 12.5.3); {@code *} is not counted on. */
    boolean takesGzip() {
        return header("accept-encoding").stream()
                .flatMap(list -> Stream.of(list.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.matches("gzip(;q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?"));
    }

    /**
     * Who is signed in, as the authorizer found out.
     *
     * @throws WireException {@code unauthorized}, {@code token-expired} or {@code signed-out} if no
     *     authorizer vouches for anybody
     */
    public Player player() throws WireException {
        return session().player();
    }

    /**
     * His session.
     *
     * @throws WireException as {@link #player}
     */
    public Session session() throws WireException {
        Map<String, Object> vouched = vouched();
        if (vouched.get(REFUSED) instanceof String code) {
            throw new WireException(ErrorCode.valueOf(code));
        }
        if (vouched.get("playerId") instanceof String playerId
                && vouched.get("name") instanceof String name
                && vouched.get("icon") instanceof String icon
                && vouched.get("kind") instanceof String kind) {
            Player player =
                    new Player(
                            playerId,
                            name,
                            icon,
                            Player.Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
            return new Session(
                    player, time(vouched.get(ISSUED_AT)), time(vouched.get(SIGNED_IN_AT)));
        }
        throw new WireException(ErrorCode.UNAUTHORIZED);
    }

    /** Whose session it is that was refused because he has signed out everywhere. */
    public Optional<String> signedOut() {
        try {
            Map<String, Object> vouched = vouched();
            boolean out = ErrorCode.SIGNED_OUT.name().equals(vouched.get(REFUSED));
            return out && vouched.get(REFUSED_PLAYER) instanceof String playerId
                    ? Optional.of(playerId)
                    : Optional.empty();
        } catch (WireException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> vouched() throws WireException {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        if (context == null
                || context.getAuthorizer() == null
                || context.getAuthorizer().getLambda() == null) {
            throw new WireException(ErrorCode.UNAUTHORIZED);
        }
        return context.getAuthorizer().getLambda();
    }

    /** What is not said was long ago. */
    private static long time(@Nullable Object written) {
        return written instanceof String ms && ms.matches("[0-9]{1,18}") ? Long.parseLong(ms) : 0;
    }

    /**
     * Lets a body of {@value #BODY_BYTES_MAX} bytes pass, and none that is longer.
     *
     * @throws WireException {@code too-large}, or {@code malformed} for what is no Base64
     */
    void requireShortBody() throws WireException {
        byte[] _ = bodyBytes();
    }

    private byte[] bodyBytes() throws WireException {
        String body = event.getBody() == null ? "" : event.getBody();
        if (body.length() > BODY_BYTES_MAX * 2) {
            throw tooLarge(); // Even in Base64; nothing is decoded for it.
        }
        byte[] utf8 = event.getIsBase64Encoded() ? decoded(body) : bytes(body);
        if (utf8.length > BODY_BYTES_MAX) {
            throw tooLarge();
        }
        return utf8;
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String body) throws WireException {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new WireException(ErrorCode.MALFORMED);
        }
    }

    private static WireException tooLarge() {
        return new WireException(
                ErrorCode.TOO_LARGE, "A body has at most " + BODY_BYTES_MAX + " bytes.");
    }

    private static Optional<String> parameter(@Nullable Map<String, String> all, String name) {
        return all == null ? Optional.empty() : Optional.ofNullable(all.get(name));
    }
}
