package dev.atrium.functions.account;

import dev.atrium.functions.edge.Stores;
import dev.atrium.identity.UserName;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What others see of games with somebody who is no more: his place stays, since theirs depend on
 * it, and his name goes. Rows of these games do not change any more, so writing them whole is safe.
 */
final class DeletedNames {
    private final Stores stores;

    DeletedNames(Stores stores) {
        this.stores = stores;
    }

    /** Takes a player's name out of all games that he had part in. May be repeated. */
    void forget(String playerId) {
        DynamoDbTable<MatchRow> matches = stores.table(Tables.MATCHES);
        matches.query(keyEqualTo(playerId)).items().forEach(this::remove);
        stores
                .table(Tables.PLAYER_GAME_STATS)
                .index(Tables.PLAYER_GAME_STATS_BY_PLAYER)
                .query(keyEqualTo(playerId))
                .stream()
                .flatMap(page -> page.items().stream())
                .forEach(this::rename);
    }

    private void remove(MatchRow row) {
        MatchRow _ =
                stores.table(Tables.MATCHES)
                        .deleteItem(
                                Key.builder()
                                        .partitionValue(row.playerId())
                                        .sortValue(row.finishedAtRoom())
                                        .build());
    }

    private void rename(PlayerGameStatsRow row) {
        stores.table(Tables.PLAYER_GAME_STATS)
                .putItem(
                        new PlayerGameStatsRow(
                                row.gameId(),
                                row.playerId(),
                                UserName.DELETED,
                                row.finalScore(),
                                row.placement(),
                                row.roundsWon(),
                                row.correctAnswers(),
                                row.robotsIdentified(),
                                row.timesFooled(),
                                row.completedAtMs(),
                                row.completedAtGame()));
        stores.find(Tables.GAMES, row.gameId())
                .filter(game -> game.winnerIds().contains(row.playerId()))
                .ifPresent(this::nameWinners);
    }

    /** The names of all winners, as the rows of what they did have them now. */
    private void nameWinners(GameRow game) {
        Map<String, String> names = new HashMap<>();
        stores.table(Tables.PLAYER_GAME_STATS)
                .query(q -> q.queryConditional(keyEqualTo(game.gameId())).consistentRead(true))
                .items()
                .forEach(row -> names.put(row.playerId(), row.playerName()));
        List<String> winners =
                game.winnerIds().stream()
                        .map(id -> names.getOrDefault(id, UserName.DELETED))
                        .toList();
        stores.table(Tables.GAMES)
                .putItem(
                        new GameRow(
                                game.gameId(),
                                game.roomCode(),
                                game.gameMode(),
                                game.startedAtMs(),
                                game.completedAtMs(),
                                game.winnerIds(),
                                String.join(" & ", winners),
                                game.rounds(),
                                game.players(),
                                game.reason(),
                                game.startedDay(),
                                game.startedAtGame()));
    }

    private static QueryConditional keyEqualTo(String value) {
        return QueryConditional.keyEqualTo(key -> key.partitionValue(value));
    }
}
