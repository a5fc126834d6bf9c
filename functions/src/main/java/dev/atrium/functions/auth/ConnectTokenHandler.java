package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.identity.Player;
import dev.atrium.identity.Session;
import dev.atrium.message.Message;
import dev.atrium.wire.WireException;

import java.time.Instant;

/** {@code POST /auth/connect-token}: what opens the gateway socket once. Guarded. */
public final class ConnectTokenHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public ConnectTokenHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ConnectTokenHandler(Functions functions) {
        this.functions = functions;
    }

    /** A token for {@code ?token=}, and until when (wall time in ms). */
    record Given(String token, long expiresAt) implements Message {
        @Override
        public String toString() {
            return "Given[token hidden]";
        }
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::issue);
    }

    private HttpAnswer issue(HttpRequest request) throws WireException {
        Session session = request.session();
        Player player = session.player();
        Instant now = Instant.ofEpochMilli(session.followedAtMs(functions.nowMs()));
        functions.admittance().admit(player.playerId(), session.issuedAtMs());
        ConnectTokens.Issued issued =
                new ConnectTokens(functions.stores(), functions.clock()).issue(player, now);
        return HttpAnswer.of(new Given(issued.token(), issued.expiresAt().toEpochMilli()));
    }
}
