package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.aggregate.DailyAggregates;
import dev.atrium.aggregate.Period;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Figures of the day, and the lines that leave with them. */
class AggregatesIT {
    private static final long AT = PlayedMatch.FINISHED_AT;
    private static final String DAY = Period.day(AT);

    private static PlayedMatch match(String digit, String one, String other, long finishedAtMs) {
        return PlayedMatch.leftAtOnce(PotStage.SEEDS, digit.repeat(32), one, other, finishedAtMs);
    }

    private static long value(String line, String name) {
        try {
            JsonNode read = Json.object(line);
            return read.path(name).asLong();
        } catch (WireException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void whoIsNewInADayAWeekAndAMonthIsCountedOnceInEach() {
        try (SettlementStage stage = new SettlementStage()) {
            List.of("p-ann", "p-ben", "p-cat").forEach(stage::player);
            // A Friday, the day after it, and a day of another week and month.
            List<PlayedMatch> matches =
                    List.of(
                            match("1", "p-ann", "p-ben", AT),
                            match("2", "p-cat", "p-ben", AT + 1),
                            match("3", "p-ann", "p-ben", AT + TimeUnit.DAYS.toMillis(1)),
                            match("4", "p-ann", "p-ben", AT + TimeUnit.DAYS.toMillis(12)));
            for (PlayedMatch match : matches) {
                OutcomeRow row = stage.ended(match);
                for (int time = 0; time < 2; time++) {
                    assertEquals(List.of(), SettlementStage.settle(stage.handler(), row));
                }
            }

            assertEquals(4, stage.metrics.size(), "a line for each room, however often told");
            assertNew(stage.metrics.get(0), 2, 2, 2);
            assertNew(stage.metrics.get(1), 1, 1, 1);
            assertNew(stage.metrics.get(2), 2, 0, 0);
            assertNew(stage.metrics.get(3), 2, 2, 2);
            DailyAggregates figures =
                    new DailyAggregates(stage.stores.enhanced(), stage.stores.tablePrefix());
            assertEquals(3, figures.of(DAY).get("active-players"));
            assertEquals(2, figures.of(DAY).get("rooms-finished"));
            assertEquals(Map.of("active-players", 3L), figures.of(Period.week(AT)));
            assertEquals(Map.of("active-players", 3L), figures.of(Period.month(AT)));
        }
    }

    private static void assertNew(String line, long day, long week, long month) {
        assertEquals(1, value(line, "RoomsFinished"));
        assertEquals(2, value(line, "PlayersPerRoom"));
        assertEquals(day, value(line, "DailyActivePlayers"), line);
        assertEquals(week, value(line, "WeeklyActivePlayers"), line);
        assertEquals(month, value(line, "MonthlyActivePlayers"), line);
    }

    private static SortedMap<String, Long> day(PotStage stage) {
        String prefix = stage.local.functions().config().tablePrefix();
        return new DailyAggregates(stage.local.stores().enhanced(), prefix).of(DAY);
    }

    /** The room of the match, which came to nothing. */
    private static void makeVoid(PotStage stage, String seats) {
        RoomRow room =
                PlayedMatch.finished(
                        PlayedMatch.signed(PotStage.MATCH.outcome(), stage.key), "arena.blitz");
        stage.local
                .stores()
                .table(Tables.ROOMS)
                .putItem(
                        new RoomRow(
                                room.roomId(),
                                room.game(),
                                room.rulesVersion(),
                                RoomStatus.VOID,
                                room.owner(),
                                room.epoch(),
                                seats.isEmpty() ? room.seats() : seats,
                                AT,
                                0,
                                null,
                                "quarantined",
                                0));
    }

    @Test
    void aVoidRoomIsCountedOnceOnTheDayOfItsMatch() {
        try (PotStage stage = PotStage.open()) {
            makeVoid(stage, "");
            VoidRoomsHandler handler = new VoidRoomsHandler(stage.local.functions());
            for (int time = 0; time < 3; time++) {
                assertEquals(List.of(), stage.tell(handler));
            }
            assertEquals(
                    new TreeMap<>(Map.of("rooms-void", 1L, "rooms-void#arena.blitz", 1L)),
                    day(stage));
            String prefix = stage.local.functions().config().tablePrefix();
            Map<String, Object> shown =
                    new DailyAggregates(stage.local.stores().enhanced(), prefix)
                            .shown(Period.parse(DAY));
            assertEquals(0L, shown.get("completionPermille"));
        }
    }

    @Test
    void aVoidRoomInWhichNobodyWasPlacedIsNotCounted() {
        try (PotStage stage = PotStage.open()) {
            makeVoid(stage, "[]");
            assertEquals(List.of(), stage.tell(new VoidRoomsHandler(stage.local.functions())));
            assertEquals(new TreeMap<>(), day(stage));
        }
    }

    @Test
    void theLineOfAVoidRoomLeavesOnce() {
        try (SettlementStage stage = new SettlementStage()) {
            Aggregates aggregates =
                    new Aggregates(
                            stage.stores.dynamo(), stage.stores.tablePrefix(), stage.metrics::add);
            for (int time = 0; time < 2; time++) {
                aggregates.madeVoid("1".repeat(32), "arena.blitz", "room-failed", AT, AT);
            }
            assertEquals(1, stage.metrics.size());
            assertEquals(1, value(stage.metrics.getFirst(), "RoomsVoid"));
            assertEquals(1, value(stage.metrics.getFirst(), "RoomsLost"));
        }
    }
}
