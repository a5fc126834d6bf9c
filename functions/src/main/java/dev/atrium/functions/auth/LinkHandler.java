package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.identity.Player;
import dev.atrium.identity.Session;
import dev.atrium.wire.WireException;

/**
 * {@code POST /auth/link}: another wallet for who is signed in, who proves it as at a sign-in.
 * Guarded.
 */
public final class LinkHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public LinkHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public LinkHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.VERIFICATIONS, this::link);
    }

    /** The session that follows keeps the time of the sign-in: nothing was proved of that. */
    private HttpAnswer link(HttpRequest request) throws WireException {
        Session session = request.session();
        long nowMs = session.followedAtMs(functions.nowMs());
        functions.signOuts().admit(session.player().playerId(), session.issuedAtMs());
        VerifyHandler.Signed signed = request.body(VerifyHandler.Signed.class);
        WalletAddress wallet = signed.wallet(functions.config());
        Player player =
                new WalletSignIn(functions)
                        .link(session.player().playerId(), wallet, signed.signature());
        return SignedIn.following(functions, new Session(player, nowMs, session.signedInAtMs()));
    }
}
