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
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.List;
import java.util.Optional;

/** {@code GET /players/{id}/games}: the party games of a player, the newest first. */
public final class PlayerGamesHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public PlayerGamesHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public PlayerGamesHandler(Functions functions) {
        this.functions = functions;
    }

    /**
     * A game of his.
     *
     * @param playerName his name in it
     * @param completedAt wall time in ms
     */
    record OwnGame(
            String gameId,
            String playerName,
            int placement,
            long finalScore,
            long roundsWon,
            long correctAnswers,
            long robotsIdentified,
            long timesFooled,
            long completedAt) {
        static OwnGame of(PlayerGameStatsRow row) {
            return new OwnGame(
                    row.gameId(),
                    row.playerName(),
                    row.placement(),
                    row.finalScore(),
                    row.roundsWon(),
                    row.correctAnswers(),
                    row.robotsIdentified(),
                    row.timesFooled(),
                    row.completedAtMs());
        }
    }

    /** A page of games, and the cursor of the next if there is one. */
    record OwnGames(String playerId, List<OwnGame> games, Optional<String> next)
            implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.HISTORIES, this::games);
    }

    private HttpAnswer games(HttpRequest request) throws WireException {
        HistoryPage page = HistoryPage.of(request);
        Stores stores = functions.stores();
        String playerId = request.path("id");
        if (!Player.isId(playerId) || stores.find(Tables.PLAYERS, playerId).isEmpty()) {
            throw new WireException(ErrorCode.NOT_FOUND, "There is no such player.");
        }
        HistoryPage.Found<PlayerGameStatsRow> found =
                page.read(
                        stores.table(Tables.PLAYER_GAME_STATS)
                                .index(Tables.PLAYER_GAME_STATS_BY_PLAYER),
                        playerId);
        Optional<String> next =
                found.more()
                        ? Optional.of(HistoryPage.after(found.rows().getLast().completedAtGame()))
                        : Optional.empty();
        return HttpAnswer.of(
                new OwnGames(playerId, found.rows().stream().map(OwnGame::of).toList(), next));
    }
}
