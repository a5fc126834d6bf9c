package dev.atrium.functions.account;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.wire.WireException;

/** {@code GET /account/export}: all that is stored of the caller, page by page. Guarded. */
public final class ExportHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public ExportHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ExportHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimitedByPlayer(
                        event, functions.rates(), RateLimit.Rate.EXPORTS, this::export);
    }

    private HttpAnswer export(HttpRequest request) throws WireException {
        String playerId = request.player().playerId();
        ExportCursor from = ExportCursor.parse(request.query("cursor"));
        return HttpAnswer.of(new AccountExport(functions).page(playerId, from));
    }
}
