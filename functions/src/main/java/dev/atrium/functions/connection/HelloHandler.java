package dev.atrium.functions.connection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.notice.Invitations;
import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.Protocol;
import dev.atrium.wire.ServerMessage;

import io.lettuce.core.RedisException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/** {@code hello}: tells a client who it is here, and which protocol is spoken. */
public final class HelloHandler
        implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(HelloHandler.class);

    private final Functions functions;
    private final Invitations invitations;

    /** For Lambda. */
    public HelloHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public HelloHandler(Functions functions) {
        this.functions = functions;
        this.invitations =
                new Invitations(() -> functions.stores().redis(), functions.stores().keys());
    }

    /**
     * The answer.
     *
     * @param playerId who the client is
     * @param name his name
     * @param icon his icon
     * @param protocol the version that is spoken
     * @param oldestProtocol the oldest that a client may speak
     * @param serverTime wall time in ms
     */
    record Connected(
            String playerId,
            String name,
            String icon,
            int protocol,
            int oldestProtocol,
            long serverTime)
            implements Message {}

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(
            APIGatewayV2WebSocketEvent event, Context context) {
        return functions.sockets().answer(event, this::greet);
    }

    /** Who was matched while he could not be told is told now, after the first answer. */
    private Optional<Message> greet(Caller caller, ClientMessage message) {
        Connected connected =
                new Connected(
                        caller.playerId(),
                        caller.name(),
                        caller.icon(),
                        Protocol.VERSION,
                        Protocol.OLDEST_ACCEPTED,
                        functions.nowMs());
        Optional<byte[]> found = invitation(caller.playerId());
        if (found.isEmpty()) {
            return Optional.of(connected);
        }
        functions
                .poster()
                .post(caller.connectionId(), ServerMessage.answer(message.id(), connected));
        functions.poster().post(caller.connectionId(), found.get());
        return Optional.empty();
    }

    /** None also while Redis is away: who somebody is can be said without it. */
    private Optional<byte[]> invitation(String playerId) {
        try {
            return invitations.take(playerId);
        } catch (RedisException e) {
            LOG.warn("an invitation could not be looked for: {}", e.toString());
            return Optional.empty();
        }
    }
}
