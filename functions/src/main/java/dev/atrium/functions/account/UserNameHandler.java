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
import dev.atrium.identity.UserName;
import dev.atrium.message.Message;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

/** {@code PUT /account/user-name}: the caller wants a name that nobody else has. Guarded. */
public final class UserNameHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public UserNameHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public UserNameHandler(Functions functions) {
        this.functions = functions;
    }

    /** How he wants to be called. */
    record Wanted(String userName) implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimitedByPlayer(
                        event, functions.rates(), RateLimit.Rate.ACCOUNT_CHANGES, this::claim);
    }

    private HttpAnswer claim(HttpRequest request) throws WireException {
        Session session = Named.following(functions, request.session());
        String playerId = session.player().playerId();
        UserName name =
                UserName.read(request.body(Wanted.class).userName())
                        .orElseThrow(() -> new WireException(ErrorCode.NAME_NOT_ALLOWED));
        if (functions.words().forbids(name.text())) {
            throw new WireException(ErrorCode.PROFANITY);
        }
        return Named.answer(functions, session, new UserNames(functions).claim(playerId, name));
    }
}
