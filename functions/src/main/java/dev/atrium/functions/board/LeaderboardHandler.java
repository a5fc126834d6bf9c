package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Stores;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import io.lettuce.core.ScriptOutputType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code GET /leaderboards/{board}}: one page of a board, best first. */
public final class LeaderboardHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** Ids and rows in one script, so that no row is newer than its rank. */
    private static final String READ =
            """
            local ids = redis.call('ZREVRANGE', KEYS[1], ARGV[1], ARGV[2])
            if #ids == 0 then
                return {}
            end
            return redis.call('HMGET', KEYS[2], unpack(ids))
            """;

    private final Functions functions;

    /** For Lambda. */
    public LeaderboardHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public LeaderboardHandler(Functions functions) {
        this.functions = functions;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::page);
    }

    private HttpAnswer page(HttpRequest request) throws WireException {
        String board = request.path("board");
        Boards.Pages pages =
                Boards.find(board)
                        .orElseThrow(
                                () ->
                                        new WireException(
                                                ErrorCode.NOT_FOUND, "There is no such board."));
        BoardPage page = BoardPage.of(request);
        List<@Nullable String> rows = read(board, page);
        List<ShownRow> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(rows.size(), page.limit()); i++) {
            String row = rows.get(i);
            // While a board is being rebuilt a score may be without its row; the others show.
            if (row != null) {
                shown.add(new ShownRow(page.offset() + i + 1, row));
            }
        }
        boolean more = rows.size() > page.limit();
        return HttpAnswer.of(
                pages.page(board, shown, more ? Optional.of(page.next()) : Optional.empty()));
    }

    /** One row more than wanted, which tells whether there is a next page. */
    private List<@Nullable String> read(String board, BoardPage page) {
        Stores stores = functions.stores();
        return stores.redis()
                .eval(
                        READ,
                        ScriptOutputType.MULTI,
                        new String[] {
                            stores.keys().boardScores(board), stores.keys().boardRows(board)
                        },
                        Integer.toString(page.offset()),
                        Integer.toString(page.offset() + page.limit()));
    }
}
