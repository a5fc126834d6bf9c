package dev.atrium.functions.settle;

import dev.atrium.catalog.Games;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settlement of parties over real stores: Ann, Ben and Cat, and a pool of two questions. */
final class PartyStage implements AutoCloseable {
    private static final TableDefinition<Pooled> POOL =
            new TableDefinition<>(
                    QuestionAccuracy.TABLE,
                    Pooled.class,
                    QuestionAccuracy.KEY,
                    Optional.empty(),
                    List.of(),
                    false,
                    Optional.empty());

    final SettlementStage settlement;

    /** What settlement knows of a question. */
    record Pooled(String questionId) {}

    /** All that settlement writes of parties, but for the times at which it did. */
    record State(
            List<GameRow> games,
            List<PlayerGameStatsRow> stats,
            List<PartyTotalsRow> totals,
            List<BoardRow> boards,
            Map<String, Map<String, Long>> questions,
            List<String> steps,
            Map<String, String> liveRows,
            Map<String, Double> liveScores,
            List<Boolean> roomsSettled) {}

    PartyStage(PlayedParty... parties) {
        List<Game> games = new ArrayList<>(Games.all().all());
        Arrays.stream(parties).map(PlayedParty::game).forEach(games::add);
        settlement = new SettlementStage(GameCatalog.of(games.toArray(Game[]::new)));
        List.of("p-ann", "p-ben", "p-cat").forEach(settlement::player);
        createQuestions();
        question("q-one");
        question("q-two");
    }

    private String questions() {
        return settlement.stores.tablePrefix() + QuestionAccuracy.TABLE;
    }

    /** Unless it is one of the tables that there always are. */
    private void createQuestions() {
        try {
            settlement
                    .stores
                    .dynamo()
                    .createTable(POOL.createRequest(settlement.stores.tablePrefix()));
        } catch (ResourceInUseException e) {
            // It is one of them.
        }
    }

    /** A question of the pool that was never asked. */
    void question(String questionId) {
        settlement
                .stores
                .dynamo()
                .putItem(
                        put ->
                                put.tableName(questions())
                                        .item(
                                                Map.of(
                                                        QuestionAccuracy.KEY,
                                                        AttributeValue.fromS(questionId),
                                                        "text",
                                                        AttributeValue.fromS("What is it?"))));
    }

    /** The counters of all questions, by question and name. */
    Map<String, Map<String, Long>> counters() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        settlement
                .stores
                .dynamo()
                .scan(scan -> scan.tableName(questions()))
                .items()
                .forEach(
                        item -> {
                            Map<String, Long> counters = new TreeMap<>();
                            item.forEach(
                                    (name, value) -> {
                                        if (value.n() != null) {
                                            counters.put(name, Long.valueOf(value.n()));
                                        }
                                    });
                            all.put(item.get(QuestionAccuracy.KEY).s(), counters);
                        });
        return all;
    }

    OutcomeRow ended(PlayedParty party) {
        return settlement.ended(party.match());
    }

    List<String> settle(OutcomeRow... rows) {
        return SettlementStage.settle(settlement.handler(), rows);
    }

    State state() {
        return new State(
                settlement.stores.table(Tables.GAMES).scan().items().stream()
                        .sorted(Comparator.comparing(GameRow::gameId))
                        .toList(),
                settlement.stores.table(Tables.PLAYER_GAME_STATS).scan().items().stream()
                        .sorted(
                                Comparator.comparing(PlayerGameStatsRow::gameId)
                                        .thenComparing(PlayerGameStatsRow::playerId))
                        .toList(),
                settlement.stores.table(Tables.PARTY_TOTALS).scan().items().stream()
                        .sorted(Comparator.comparing(PartyTotalsRow::playerId))
                        .toList(),
                settlement.stores.table(Tables.BOARDS).scan().items().stream()
                        .filter(row -> row.boardShard().startsWith("party#"))
                        .sorted(Comparator.comparing(BoardRow::playerId))
                        .toList(),
                counters(),
                SettlementStage.bookings(settlement.settlements()),
                settlement.liveRows("party"),
                settlement.liveScores("party"),
                settlement.roomsSettled());
    }

    @Override
    public void close() {
        settlement.close();
    }
}
