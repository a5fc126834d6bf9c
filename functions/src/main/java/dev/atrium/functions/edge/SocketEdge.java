package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * From an event of the WebSocket API to an answer through {@code @connections}: the rate is
 * counted, the envelope read, and every refusal and failure becomes an {@code error} message that
 * carries the client's {@code id}. The Lambda's own response is 200 once the client was answered,
 * or is gone.
 */
public final class SocketEdge {
    private static final Logger LOG = LoggerFactory.getLogger(SocketEdge.class);

    private final Poster poster;
    private final RateLimit rates;

    /** Answering through that poster. */
    public SocketEdge(Poster poster, RateLimit rates) {
        this.poster = poster;
        this.rates = rates;
    }

    /** What one handler does. */
    @FunctionalInterface
    public interface Action {
        /**
         * Answers.
         *
         * @return the answer, an {@link ErrorBody} too; empty if the action has posted it itself
         * @throws WireException what is wrong with the message
         */
        Optional<? extends Message> answer(Caller caller, ClientMessage message)
                throws WireException;
    }

    /** Runs the action. Throws only if the client could not be told how it ended. */
    public APIGatewayV2WebSocketResponse answer(APIGatewayV2WebSocketEvent event, Action action) {
        Received received = read(event);
        answerTo(event, received, action)
                .ifPresent(
                        answer ->
                                poster.post(
                                        event.getRequestContext().getConnectionId(),
                                        ServerMessage.answer(received.id(), answer)));
        return status(200);
    }

    /** A response to API Gateway itself. */
    public static APIGatewayV2WebSocketResponse status(int httpStatus) {
        APIGatewayV2WebSocketResponse response = new APIGatewayV2WebSocketResponse();
        response.setStatusCode(httpStatus);
        return response;
    }

    /** An envelope that could be read, or not. */
    private sealed interface Received {
        record Legible(ClientMessage message) implements Received {}

        record Illegible(WireException why) implements Received {}

        /** To be echoed. */
        default Optional<String> id() {
            return switch (this) {
                case Legible legible -> legible.message().id();
                case Illegible illegible -> Optional.empty();
            };
        }

        /** What was asked for; empty if that could not be read. */
        default String action() {
            return switch (this) {
                case Legible legible -> legible.message().action();
                case Illegible illegible -> "";
            };
        }
    }

    private static Received read(APIGatewayV2WebSocketEvent event) {
        try {
            return new Received.Legible(ClientMessage.parse(bodyBytes(event)));
        } catch (WireException e) {
            return new Received.Illegible(e);
        }
    }

    private static byte[] bodyBytes(APIGatewayV2WebSocketEvent event) throws WireException {
        String body = event.getBody() == null ? "" : event.getBody();
        if (!event.isIsBase64Encoded()) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new WireException(ErrorCode.MALFORMED);
        }
    }

    private Optional<? extends Message> answerTo(
            APIGatewayV2WebSocketEvent event, Received received, Action action) {
        try {
            return switch (rates.take(RateLimit.Rate.LOBBY_MESSAGES, sender(event))) {
                case RateLimit.Allowance.Granted granted -> allowed(event, received, action);
                case RateLimit.Allowance.Exceeded(long retryAfterMs) ->
                        Optional.of(
                                ErrorBody.of(ErrorCode.RATE_LIMITED, received.action())
                                        .retryAfter(retryAfterMs));
            };
        } catch (WireException e) {
            return Optional.of(ErrorBody.of(e, received.action()));
        } catch (RuntimeException e) {
            LOG.error("{} failed", event.getRequestContext().getRouteKey(), e);
            return Optional.of(ErrorBody.of(Failure.codeOf(e), received.action()));
        }
    }

    /** One player has one allowance on all his connections; who is nobody is his connection. */
    private static String sender(APIGatewayV2WebSocketEvent event) {
        return Caller.of(event)
                .map(Caller::playerId)
                .orElseGet(() -> event.getRequestContext().getConnectionId());
    }

    private static Optional<? extends Message> allowed(
            APIGatewayV2WebSocketEvent event, Received received, Action action)
            throws WireException {
        return switch (received) {
            case Received.Illegible(WireException why) -> throw why;
            case Received.Legible(ClientMessage message) ->
                    action.answer(
                            Caller.of(event)
                                    .orElseThrow(() -> new WireException(ErrorCode.UNAUTHORIZED)),
                            message);
        };
    }
}
