package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.wire.Json;

/** {@code GET /.well-known/jwks.json}: the public keys of sessions (RFC 7517). */
public final class JwksHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** Short against a session's day, long against the traffic. */
    private static final int CACHE_MAX_AGE_S = 300;

    private final Functions functions;

    /** For Lambda. */
    public JwksHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public JwksHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, request -> keys());
    }

    private HttpAnswer keys() {
        try {
            return new HttpAnswer.Done(
                    Json.mapper().writeValueAsString(functions.verifier().jwks()), CACHE_MAX_AGE_S);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
