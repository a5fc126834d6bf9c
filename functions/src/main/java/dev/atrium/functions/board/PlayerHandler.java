package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.board.PartyAverage;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.rating.RatingBook;
import dev.atrium.functions.rating.Skill;
import dev.atrium.identity.Player;
import dev.atrium.message.Message;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.util.List;
import java.util.Optional;

/** {@code GET /players/{id}}: who somebody is, what he has won and how good he is. */
public final class PlayerHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;
    private final Once<RatingBook> ratings;

    /** For Lambda. */
    public PlayerHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public PlayerHandler(Functions functions) {
        this.functions = functions;
        this.ratings =
                new Once<>(
                        () ->
                                new RatingBook(
                                        functions.stores().dynamo(),
                                        functions.config().tablePrefix(),
                                        functions.clock()));
    }

    /** Sums over all settled matches of the arena. */
    record Statistics(long played, long wins, long eliminations, long damageDealt) {}

    /**
     * Sums over all settled party games.
     *
     * @param averageHundredths points a game on average, in hundredths of a point; 0 before the
     *     first
     */
    record Party(
            long played,
            long wins,
            long totalScore,
            long averageHundredths,
            long roundsWon,
            long correctAnswers,
            long robotsIdentified,
            long timesFooled) {
        static Party of(PartyTotalsRow row) {
            return new Party(
                    row.played(),
                    row.wins(),
                    row.totalScore(),
                    row.played() == 0 ? 0 : PartyAverage.hundredths(row.totalScore(), row.played()),
                    row.roundsWon(),
                    row.correctAnswers(),
                    row.robotsIdentified(),
                    row.timesFooled());
        }
    }

    /**
     * How good he is on a ladder, as of now.
     *
     * @param ladder its id
     * @param rating what he may well be worth at least, in whole points; 0 and more
     * @param uncertainty the standard deviation of his skill, in whole points, rounded up
     * @param games that are rated
     */
    record OnLadder(String ladder, long rating, long uncertainty, long games) {
        static OnLadder of(Skill skill) {
            long uncertainty = (long) StrictMath.ceil(skill.uncertainty());
            return new OnLadder(skill.ladder().id(), skill.shown(), uncertainty, skill.games());
        }
    }

    /** As anybody may see him. */
    record Profile(
            String playerId,
            String name,
            String icon,
            String kind,
            Statistics statistics,
            Party party,
            List<OnLadder> ratings)
            implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::profile);
    }

    private HttpAnswer profile(HttpRequest request) throws WireException {
        PlayerRow row =
                find(request.path("id"))
                        .orElseThrow(
                                () ->
                                        new WireException(
                                                ErrorCode.NOT_FOUND, "There is no such player."));
        return HttpAnswer.of(
                new Profile(
                        row.playerId(),
                        row.name(),
                        row.icon(),
                        row.kind(),
                        new Statistics(
                                row.played(), row.wins(), row.eliminations(), row.damageDealt()),
                        Party.of(totals(row.playerId())),
                        ratings.get().all(row.playerId()).stream().map(OnLadder::of).toList()));
    }

    private PartyTotalsRow totals(String playerId) {
        return functions
                .stores()
                .find(Tables.PARTY_TOTALS, playerId)
                .orElseGet(() -> PartyTotalsRow.none(playerId));
    }

    private Optional<PlayerRow> find(String playerId) {
        if (!Player.isId(playerId)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                functions
                        .stores()
                        .table(Tables.PLAYERS)
                        .getItem(Key.builder().partitionValue(playerId).build()));
    }
}
