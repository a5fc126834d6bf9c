package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.message.Message;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Optional;

/**
 * {@code POST /auth/sign-out-everywhere}: ends every session, connect token and ticket that the
 * caller was given, and closes his sockets. Guarded, but for one case: who does not know what
 * became of it asks again with the session that it may have ended, and is then told the same.
 */
public final class SignOutHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public SignOutHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public SignOutHandler(Functions functions) {
        this.functions = functions;
    }

    /**
     * What is ended.
     *
     * @param playerId whose
     * @param signedOutBefore what he was given at that wall time in ms or before
     */
    record SignedOut(String playerId, long signedOutBefore) implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.SIGN_OUTS, this::signOut);
    }

    private HttpAnswer signOut(HttpRequest request) throws WireException {
        Optional<String> again = request.signedOut();
        if (again.isPresent()) {
            long beforeMs =
                    functions
                            .signOuts()
                            .signOutAgain(again.get())
                            .orElseThrow(() -> new WireException(ErrorCode.SIGNED_OUT));
            return HttpAnswer.of(new SignedOut(again.get(), beforeMs));
        }
        String playerId = request.player().playerId();
        return HttpAnswer.of(new SignedOut(playerId, functions.signOuts().signOut(playerId)));
    }
}
