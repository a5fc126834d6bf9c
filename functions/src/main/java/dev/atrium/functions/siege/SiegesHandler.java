package dev.atrium.functions.siege;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.wire.MessageJson;

/** {@code GET /sieges}: the next sieges and the one that can still be entered. */
public final class SiegesHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** Everybody who waits for one asks. */
    private static final int CACHE_S = 2;

    private final Functions functions;

    /** For Lambda. */
    public SiegesHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public SiegesHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answer(
                        event,
                        request ->
                                new HttpAnswer.Done(
                                        MessageJson.text(Sieges.of(functions).list()), CACHE_S));
    }
}
