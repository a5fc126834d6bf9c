package dev.atrium.functions.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.functions.edge.Stores;
import dev.atrium.identity.Player;
import dev.atrium.message.Message;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.List;
import java.util.Optional;

/** {@code GET /players/{id}/matches}: the arena matches of a player, the newest first. */
public final class PlayerMatchesHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public PlayerMatchesHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public PlayerMatchesHandler(Functions functions) {
        this.functions = functions;
    }

    /**
     * A match of his.
     *
     * @param players seats in all, bots' included
     * @param finishedAt wall time in ms
     */
    record OwnMatch(
            String roomId,
            String game,
            int place,
            int players,
            long eliminations,
            long finishedAt) {
        static OwnMatch of(MatchRow row) {
            return new OwnMatch(
                    row.roomId(),
                    row.game(),
                    row.place(),
                    row.players(),
                    row.eliminations(),
                    row.finishedAtMs());
        }
    }

    /** A page of matches, and the cursor of the next if there is one. */
    record OwnMatches(String playerId, List<OwnMatch> matches, Optional<String> next)
            implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.HISTORIES, this::matches);
    }

    private HttpAnswer matches(HttpRequest request) throws WireException {
        HistoryPage page = HistoryPage.of(request);
        Stores stores = functions.stores();
        String playerId = request.path("id");
        if (!Player.isId(playerId) || stores.find(Tables.PLAYERS, playerId).isEmpty()) {
            throw new WireException(ErrorCode.NOT_FOUND, "There is no such player.");
        }
        HistoryPage.Found<MatchRow> found = page.read(stores.table(Tables.MATCHES), playerId);
        Optional<String> next =
                found.more()
                        ? Optional.of(HistoryPage.after(found.rows().getLast().finishedAtRoom()))
                        : Optional.empty();
        return HttpAnswer.of(
                new OwnMatches(playerId, found.rows().stream().map(OwnMatch::of).toList(), next));
    }
}
