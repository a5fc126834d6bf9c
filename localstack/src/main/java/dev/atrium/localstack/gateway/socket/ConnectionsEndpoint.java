package dev.atrium.localstack.gateway.socket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The management API, {@code /{stage}/@connections/{connectionId}}, as AWS's SDKs call it. Errors
 * carry {@code x-amzn-errortype}: without it an SDK makes a generic exception of them.
 */
public final class ConnectionsEndpoint {

    private static final Pattern CREDENTIAL =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/\\d{8}/[^/,\\s]+/execute-api/"
                            + "aws4_request,\\s*SignedHeaders=[^,\\s]+,\\s*Signature=[0-9a-f]{64}");

    private static final long POST_SECONDS = 5;

    private final WebSocketEndpoint sockets;
    private final String accessKeyId;
    private final String prefix;

    /**
     * The management API of one WebSocket API.
     *
     * @param accessKeyId the only caller; its signature is not computed, for that would need the
     *     secret and protect nothing here
     */
    public ConnectionsEndpoint(WebSocketEndpoint sockets, String accessKeyId) {
        this.sockets = sockets;
        this.accessKeyId = accessKeyId;
        this.prefix = "/" + sockets.api().stage() + "/@connections/";
    }

    /** Whether a decoded path is one of this API's. */
    public boolean isFor(String path) {
        return path.startsWith(prefix);
    }

    /** Answers one call, on a virtual thread. */
    public GatewayAnswer answer(GatewayRequest request) {
        if (!isSigned(request)) {
            return error(403, "ForbiddenException", "Forbidden");
        }
        String path = request.decodedPath();
        String connectionId = path == null ? "" : path.substring(prefix.length());
        SocketConnection connection = sockets.openConnection(connectionId);
        if (request.method().equals("POST")
                && request.body().length > sockets.limits().messageBytes()) {
            return error(413, "PayloadTooLargeException", "Message too long");
        }
        if (connection == null) {
            return error(410, "GoneException", "Gone");
        }
        return switch (request.method()) {
            case "POST" -> post(connection, request.body());
            case "GET" -> GatewayAnswer.json(200, describe(connection));
            case "DELETE" -> {
                connection.close(1000, "");
                yield GatewayAnswer.empty(204);
            }
            default ->
                    error(
                            403,
                            "MissingAuthenticationTokenException",
                            "Missing Authentication Token");
        };
    }

    private boolean isSigned(GatewayRequest request) {
        String authorization = request.header("authorization");
        if (authorization == null) {
            return false;
        }
        Matcher credential = CREDENTIAL.matcher(authorization);
        return credential.matches() && credential.group(1).equals(accessKeyId);
    }

    private static GatewayAnswer post(SocketConnection connection, byte[] message) {
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
        } catch (CharacterCodingException notUtf8) {
            // Messages go out as text frames, and clients close on a text that is none.
            return error(400, "BadRequestException", "The message is not UTF-8");
        }
        try {
            return switch (connection.post(message).get(POST_SECONDS, TimeUnit.SECONDS)) {
                case SENT -> GatewayAnswer.empty(200);
                case GONE -> error(410, "GoneException", "Gone");
                case BUFFER_FULL ->
                        error(429, "LimitExceededException", "The client's buffer is full");
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return error(500, "InternalServerErrorException", "Internal server error");
        } catch (ExecutionException | TimeoutException stuck) {
            return error(500, "InternalServerErrorException", "Internal server error");
        }
    }

    private static ObjectNode describe(SocketConnection connection) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("connectedAt", Instant.ofEpochMilli(connection.connectedAtMs()).toString());
        answer.putObject("identity")
                .put("sourceIp", connection.sourceIp())
                .put("userAgent", connection.userAgent());
        return answer.put(
                "lastActiveAt", Instant.ofEpochMilli(connection.lastActiveAtMs()).toString());
    }

    private static GatewayAnswer error(int status, String type, String message) {
        return GatewayAnswer.message(status, message).with("x-amzn-errortype", type);
    }
}
