package dev.atrium.functions.seed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.vrf.VrfPublicKey;
import dev.atrium.wire.Json;

import java.util.List;

/** {@code GET /.well-known/atrium-vrf.json}: the public keys that rooms' seeds are drawn with. */
public final class SeedKeysHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final String SUITE = "ECVRF-EDWARDS25519-SHA512-TAI";
    private static final int CACHE_MAX_AGE_S = 300;

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
        List<VrfPublicKey> known = functions.seedKeys();
        ObjectNode document = Json.mapper().createObjectNode();
        ArrayNode keys = document.putArray("keys");
        for (VrfPublicKey key : known) {
            keys.addObject()
                    .put("keyId", key.keyId())
                    .put("publicKey", key.hex())
                    .put("suite", SUITE);
        }
        // Before the first key is published there is nothing to remember.
        return new HttpAnswer.Done(document.toString(), known.isEmpty() ? 0 : CACHE_MAX_AGE_S);
    }
}
