package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Once;
import dev.atrium.identity.Player;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /leaderboards/{board}/friends?ids=}: some players' places on a board, with their ranks
 * among all.
 */
public final class FriendsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** In one request. */
    static final int IDS_MAX = 100;

    /** Nothing longer is taken apart. */
    private static final int CHARACTERS_MAX = 8_000;

    private final Functions functions;
    private final Once<BoardReader> reader;

    /** For Lambda. */
    public FriendsHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public FriendsHandler(Functions functions) {
        this.functions = functions;
        this.reader = new Once<>(() -> new BoardReader(functions));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::friends);
    }

    private HttpAnswer friends(HttpRequest request) throws WireException {
        List<String> ids = ids(request);
        BoardReader boards = reader.get();
        BoardReader.Asked asked = boards.asked(request);
        return HttpAnswer.of(boards.answer(asked, asked.rows().of(ids)));
    }

    private static List<String> ids(HttpRequest request) throws WireException {
        String list =
                request.query("ids")
                        .orElseThrow(
                                () ->
                                        new WireException(
                                                ErrorCode.MISSING_FIELD,
                                                "The field ids is missing."));
        if (list.length() > CHARACTERS_MAX) {
            throw tooMany();
        }
        Set<String> ids = new LinkedHashSet<>();
        for (String id : list.split(",", -1)) {
            if (!Player.isId(id)) {
                throw new WireException(
                        ErrorCode.INVALID_FIELD,
                        "The field ids must be ids of players with commas between.");
            }
            ids.add(id);
        }
        if (ids.size() > IDS_MAX) {
            throw tooMany();
        }
        return List.copyOf(ids);
    }

    private static WireException tooMany() {
        return new WireException(
                ErrorCode.OUT_OF_RANGE, "ids (allowed: 1-" + IDS_MAX + " players)");
    }
}
