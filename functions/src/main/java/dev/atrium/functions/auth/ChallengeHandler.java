package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpEdge;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.identity.SolanaSignIn;
import dev.atrium.message.Message;
import dev.atrium.schema.ChallengeRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.WireException;

import java.time.Instant;
import java.util.Optional;

/** {@code POST /auth/challenge}: a text for a wallet to sign; a newer one replaces an older. */
public final class ChallengeHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public ChallengeHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ChallengeHandler(Functions functions) {
        this.functions = functions;
    }

    /** Whose wallet. */
    record Wanted(Optional<WalletAddress.Chain> chain, String address) implements Message {}

    /** What to sign, and until when (wall time in ms). */
    record Given(String challenge, long expiresAt) implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return HttpEdge.answerLimited(
                event, functions.rates(), RateLimit.Rate.CHALLENGES, this::challenge);
    }

    private HttpAnswer challenge(HttpRequest request) throws WireException {
        Wanted wanted = request.body(Wanted.class);
        WalletAddress wallet = WalletAddress.of(wanted.chain(), wanted.address());
        Instant now = functions.clock().instant();
        Instant expiresAt = now.plus(SolanaSignIn.CHALLENGE);
        String text = SolanaSignIn.challenge(functions.config().domain(), wallet.address(), now);
        functions
                .stores()
                .table(Tables.CHALLENGES)
                .putItem(
                        new ChallengeRow(
                                wallet.key(),
                                text,
                                expiresAt.toEpochMilli(),
                                expiresAt.getEpochSecond()));
        return HttpAnswer.of(new Given(text, expiresAt.toEpochMilli()));
    }
}
