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
import dev.atrium.wire.WireException;

import java.util.Optional;

/** {@code POST /auth/verify}: a signed challenge for a session. */
public final class VerifyHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public VerifyHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public VerifyHandler(Functions functions) {
        this.functions = functions;
    }

    /** A wallet's signature, in Base58, over the challenge that it was given last. */
    record Signed(Optional<WalletAddress.Chain> chain, String address, String signature)
            implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(
                        event, functions.rates(), RateLimit.Rate.VERIFICATIONS, this::verify);
    }

    private HttpAnswer verify(HttpRequest request) throws WireException {
        Signed signed = request.body(Signed.class);
        WalletAddress wallet = WalletAddress.of(signed.chain(), signed.address());
        WalletSignIn signIn = new WalletSignIn(functions.stores(), functions.clock());
        return SignedIn.answer(functions.tokens(), signIn.signIn(wallet, signed.signature()));
    }
}
