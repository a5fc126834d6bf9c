package dev.atrium.functions.account;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.identity.Session;
import dev.atrium.wire.WireException;

/** {@code DELETE /account/user-name}: the caller's user name is free for others. Guarded. */
public final class ReleaseUserNameHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public ReleaseUserNameHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ReleaseUserNameHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimitedByPlayer(
                        event, functions.rates(), RateLimit.Rate.ACCOUNT_CHANGES, this::release);
    }

    private HttpAnswer release(HttpRequest request) throws WireException {
        Session session = Named.following(functions, request.session());
        String playerId = session.player().playerId();
        return Named.answer(functions, session, new UserNames(functions).release(playerId));
    }
}
