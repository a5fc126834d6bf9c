package dev.atrium.functions.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.message.Message;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /games?roomCode=}: the party games of a room's code, the newest first. Codes are used
 * again, so they may be of several rooms.
 */
public final class GamesHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final String CODE = "[A-Z0-9]{4}";

    private final Functions functions;

    /** For Lambda. */
    public GamesHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public GamesHandler(Functions functions) {
        this.functions = functions;
    }

    /** A page of games, and the cursor of the next if there is one. */
    record Games(String roomCode, List<PlayedGame> games, Optional<String> next)
            implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.HISTORIES, this::games);
    }

    private HttpAnswer games(HttpRequest request) throws WireException {
        String code = code(request);
        HistoryPage.Found<GameRow> found =
                HistoryPage.of(request)
                        .read(
                                functions
                                        .stores()
                                        .table(Tables.GAMES)
                                        .index(Tables.GAMES_BY_ROOM_CODE),
                                code);
        Optional<String> next =
                found.more()
                        ? Optional.of(HistoryPage.after(found.rows().getLast().startedAtGame()))
                        : Optional.empty();
        return HttpAnswer.of(
                new Games(code, found.rows().stream().map(PlayedGame::of).toList(), next));
    }

    /** People write codes as they like. */
    private static String code(HttpRequest request) throws WireException {
        String code =
                request.query("roomCode")
                        .orElseThrow(
                                () ->
                                        new WireException(
                                                ErrorCode.MISSING_FIELD,
                                                "The field roomCode is missing."))
                        .toUpperCase(Locale.ROOT);
        if (!code.matches(CODE)) {
            throw new WireException(
                    ErrorCode.INVALID_FIELD, "The field roomCode must be four letters or digits.");
        }
        return code;
    }
}
