package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.atrium.identity.Player;
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
 */
public record HttpRequest(APIGatewayV2HTTPEvent event) {
    /** Where the authorizer says why it vouches for nobody. */
    public static final String REFUSED = "refused";

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
        return parameter(event.getHeaders(), lowerCaseName);
    }

    /** Whether the answer may come in gzip (RFC 9110, 12.5.3); {@code *} is not counted on. */
    boolean takesGzip() {
        return header("accept-encoding").stream()
                .flatMap(list -> Stream.of(list.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.matches("gzip(;q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?"));
    }

    /** Where it came from, as API Gateway saw it. */
    public String sourceAddress() {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        if (context == null
                || context.getHttp() == null
                || context.getHttp().getSourceIp() == null) {
            return "unknown";
        }
        return context.getHttp().getSourceIp();
    }

    /**
     * Who is signed in, as the authorizer found out.
     *
     * @throws WireException {@code unauthorized} or {@code token-expired} if no authorizer vouches
     *     for anybody
     */
    public Player player() throws WireException {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        if (context == null
                || context.getAuthorizer() == null
                || context.getAuthorizer().getLambda() == null) {
            throw new WireException(ErrorCode.UNAUTHORIZED);
        }
        Map<String, Object> vouched = context.getAuthorizer().getLambda();
        if (vouched.get(REFUSED) instanceof String code) {
            throw new WireException(ErrorCode.valueOf(code));
        }
        if (vouched.get("playerId") instanceof String playerId
                && vouched.get("name") instanceof String name
                && vouched.get("icon") instanceof String icon
                && vouched.get("kind") instanceof String kind) {
            return new Player(
                    playerId, name, icon, Player.Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
        }
        throw new WireException(ErrorCode.UNAUTHORIZED);
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
