package dev.atrium.functions.seed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.PublishedKey;

/**
 * {@code GET /.well-known/atrium-vrf.json}: the public keys that rooms' seeds are or were drawn
 * with.
 */
public final class SeedKeysHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final String SUITE = "ECVRF-EDWARDS25519-SHA512-TAI";

    private final Functions functions;

    /** For Lambda. */
    public SeedKeysHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public SeedKeysHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, request -> keys());
    }

    private HttpAnswer keys() {
        return PublishedKey.answer(
                functions.seedKeys().stream()
                        .map(key -> new PublishedKey(key.keyId(), key.hex(), SUITE))
                        .toList());
    }
}
