package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.identity.Session;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

/**
 * {@code POST /auth/refresh}: another session for who has a good one, up to thirty days after his
 * sign-in. Guarded.
 */
public final class RefreshHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public RefreshHandler() {
        this(Functions.fromEnvironmentForSignIn());
    }

    /** Over these functions. */
    public RefreshHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.REFRESHES, this::refresh);
    }

    /**
     * The time is taken before the record is asked: if he signs out meanwhile, what he is given
     * here is ended with the rest.
     */
    private HttpAnswer refresh(HttpRequest request) throws WireException {
        Session session = request.session();
        String playerId = session.player().playerId();
        long nowMs = session.followedAtMs(functions.nowMs());
        functions.admittance().admit(playerId, session.issuedAtMs());
        if (!session.mayBeRenewed(nowMs)) {
            throw new WireException(ErrorCode.TOKEN_EXPIRED);
        }
        PlayerRow row =
                functions
                        .stores()
                        .find(Tables.PLAYERS, playerId)
                        .orElseThrow(() -> new WireException(ErrorCode.UNAUTHORIZED));
        return SignedIn.following(
                functions, new Session(PlayerRows.player(row), nowMs, session.signedInAtMs()));
    }
}
