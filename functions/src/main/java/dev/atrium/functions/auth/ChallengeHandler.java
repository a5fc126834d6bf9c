package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.identity.SolanaSignIn;
import dev.atrium.message.Message;
import dev.atrium.schema.ChallengeRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code POST /auth/challenge}: a text for a wallet to sign. */
public final class ChallengeHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** One that ends sooner is replaced: a person wants that long to look at it and sign. */
    private static final Duration STANDS_AT_LEAST = Duration.ofMinutes(1);

    /** Others may write the same wallet's challenge in between so often. */
    private static final int ATTEMPTS_MAX = 3;

    private final Functions functions;

    /** For Lambda. */
    public ChallengeHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ChallengeHandler(Functions functions) {
        this.functions = functions;
    }

    /** Whose wallet, and of which chain like Ethereum. */
    record Wanted(Optional<WalletAddress.Chain> chain, String address, Optional<Long> chainId)
            implements Message {
        WalletAddress wallet(FunctionConfig config) throws WireException {
            return WalletAddress.of(new WalletAddress.Named(chain, address, chainId), config);
        }
    }

    /** What to sign, and until when (wall time in ms). */
    record Given(String challenge, long expiresAt) implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(
                        event, functions.rates(), RateLimit.Rate.CHALLENGES, this::challenge);
    }

    private HttpAnswer challenge(HttpRequest request) throws WireException {
        Wanted wanted = request.body(Wanted.class);
        WalletAddress wallet = wanted.wallet(functions.config());
        Instant now = functions.clock().instant();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<ChallengeRow> row = standingOrNew(wallet, now);
            if (row.isPresent()) {
                return HttpAnswer.of(new Given(row.get().challenge(), row.get().expiresAtMs()));
            }
        }
        throw new WireException(ErrorCode.UNAVAILABLE);
    }

    /**
     * Anybody may ask for any wallet's challenge. If each replaced the one before, who asks all the
     * time would keep the wallet's owner from ever signing in. So one that stands is given again,
     * and one that is replaced stays good to its end. Empty if somebody else wrote meanwhile.
     */
    private Optional<ChallengeRow> standingOrNew(WalletAddress wallet, Instant now) {
        DynamoDbTable<ChallengeRow> challenges = functions.stores().table(Tables.CHALLENGES);
        ChallengeRow before =
                challenges.getItem(
                        g ->
                                g.key(k -> k.partitionValue(wallet.challengeKey()))
                                        .consistentRead(true));
        if (before != null && before.expiresAtMs() >= now.plus(STANDS_AT_LEAST).toEpochMilli()) {
            return Optional.of(before);
        }
        Instant expiresAt = now.plus(SolanaSignIn.CHALLENGE);
        ChallengeRow fresh =
                new ChallengeRow(
                        wallet.challengeKey(),
                        wallet.challenge(functions.config(), now),
                        expiresAt.toEpochMilli(),
                        before == null ? null : before.challenge(),
                        before == null ? 0 : before.expiresAtMs(),
                        expiresAt.getEpochSecond());
        try {
            challenges.putItem(
                    PutItemEnhancedRequest.builder(ChallengeRow.class)
                            .item(fresh)
                            .conditionExpression(unchanged(before))
                            .build());
            return Optional.of(fresh);
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    private static Expression unchanged(@Nullable ChallengeRow before) {
        if (before == null) {
            return Expression.builder().expression("attribute_not_exists(wallet)").build();
        }
        return Expression.builder()
                .expression("challenge = :before")
                .putExpressionValue(":before", AttributeValue.fromS(before.challenge()))
                .build();
    }
}
