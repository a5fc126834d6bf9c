package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.PublishedKey;

import java.util.HexFormat;

/**
 * {@code GET /.well-known/atrium-outcomes.json}: the public keys that outcomes are or were signed
 * with.
 */
public final class OutcomeKeysHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final String SUITE = "Ed25519";

    private final Functions functions;

    /** For Lambda. */
    public OutcomeKeysHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public OutcomeKeysHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, request -> keys());
    }

    private HttpAnswer keys() {
        return PublishedKey.answer(
                functions.outcomeKeys().stream()
                        .map(
                                key ->
                                        new PublishedKey(
                                                key.keyId(),
                                                HexFormat.of().formatHex(key.bytes()),
                                                SUITE))
                        .toList());
    }
}
