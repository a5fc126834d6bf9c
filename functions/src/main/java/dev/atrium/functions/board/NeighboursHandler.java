package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.edge.WholeNumber;
import dev.atrium.identity.Player;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Optional;

/**
 * {@code GET /leaderboards/{board}/players/{id}}: somebody's place on a board, with those before
 * and behind him.
 */
public final class NeighboursHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** On either side; who wants to see more reads pages. */
    static final int AROUND_MAX = 49;

    static final int AROUND_DEFAULT = 5;

    private final Functions functions;
    private final Once<BoardReader> reader;

    /** For Lambda. */
    public NeighboursHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public NeighboursHandler(Functions functions) {
        this.functions = functions;
        this.reader = new Once<>(() -> new BoardReader(functions));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::neighbours);
    }

    private HttpAnswer neighbours(HttpRequest request) throws WireException {
        BoardReader boards = reader.get();
        BoardReader.Asked asked = boards.asked(request);
        Optional<String> wanted = request.query("around");
        int around =
                wanted.isPresent()
                        ? WholeNumber.of("around", wanted.get(), 0, AROUND_MAX)
                        : AROUND_DEFAULT;
        String playerId = request.path("id");
        Optional<ShownRows> rows =
                Player.isId(playerId) ? asked.rows().around(playerId, around) : Optional.empty();
        return HttpAnswer.of(
                boards.answer(
                        asked,
                        rows.orElseThrow(
                                () ->
                                        new WireException(
                                                ErrorCode.NOT_FOUND,
                                                "There is no such player on this board."))));
    }
}
