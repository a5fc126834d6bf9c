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
import dev.atrium.message.Message;
import dev.atrium.room.RoomId;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code GET /games/{gameId}}: a party game that was played, with its players. */
public final class GameHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public GameHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public GameHandler(Functions functions) {
        this.functions = functions;
    }

    /** What somebody did in it. */
    record Did(
            String playerId,
            String playerName,
            int placement,
            long finalScore,
            long roundsWon,
            long correctAnswers,
            long robotsIdentified,
            long timesFooled) {
        static Did of(PlayerGameStatsRow row) {
            return new Did(
                    row.playerId(),
                    row.playerName(),
                    row.placement(),
                    row.finalScore(),
                    row.roundsWon(),
                    row.correctAnswers(),
                    row.robotsIdentified(),
                    row.timesFooled());
        }
    }

    /** The game, and who had part in it, best first; accounts that are gone are not there. */
    record Game(PlayedGame game, List<Did> players) implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.HISTORIES, this::game);
    }

    private HttpAnswer game(HttpRequest request) throws WireException {
        GameRow row =
                find(request.path("gameId"))
                        .orElseThrow(
                                () ->
                                        new WireException(
                                                ErrorCode.NOT_FOUND, "There is no such game."));
        return HttpAnswer.of(new Game(PlayedGame.of(row), players(row.gameId())));
    }

    private Optional<GameRow> find(String gameId) {
        return RoomId.isRoomId(gameId)
                ? functions.stores().find(Tables.GAMES, gameId)
                : Optional.empty();
    }

    /** At most as many as sit in a room. */
    private List<Did> players(String gameId) {
        Stores stores = functions.stores();
        return stores
                .table(Tables.PLAYER_GAME_STATS)
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.keyEqualTo(
                                                        key -> key.partitionValue(gameId)))
                                        .consistentRead(true))
                .items()
                .stream()
                .sorted(
                        Comparator.comparingInt(PlayerGameStatsRow::placement)
                                .thenComparing(PlayerGameStatsRow::playerId))
                .map(Did::of)
                .toList();
    }
}
