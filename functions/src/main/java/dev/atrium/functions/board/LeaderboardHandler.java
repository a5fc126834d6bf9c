package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Once;
import dev.atrium.wire.WireException;

/** {@code GET /leaderboards/{board}}: one page of a board, best first. */
public final class LeaderboardHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;
    private final Once<BoardReader> reader;

    /** For Lambda. */
    public LeaderboardHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public LeaderboardHandler(Functions functions) {
        this.functions = functions;
        this.reader = new Once<>(() -> new BoardReader(functions));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::page);
    }

    private HttpAnswer page(HttpRequest request) throws WireException {
        BoardReader boards = reader.get();
        BoardReader.Asked asked = boards.asked(request);
        return HttpAnswer.of(boards.answer(asked, boards.page(asked, request)));
    }
}
