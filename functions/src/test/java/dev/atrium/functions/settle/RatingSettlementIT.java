package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.proof.HostlessRoom;
import dev.atrium.proof.Outcome;
import dev.atrium.rating.Ladders;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.RatedMatch;
import dev.atrium.vrf.DrawnSeed;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What settlement rates, from the outcome to the table. */
class RatingSettlementIT {
    private static final String ROOM = "3f0c".repeat(8);
    private static final PlayedMatch MATCH = PlayedMatch.of(ROOM, 7, "p-ann", "p-ben");
    private static final PlayedMatch OTHER = PlayedMatch.of("77aa".repeat(8), 8, "p-ben", "p-ann");

    @AutoClose private final SettlementStage stage = new SettlementStage();

    @BeforeEach
    void open() {
        List.of("p-ann", "p-ben", "p-cat", "p-dan").forEach(stage::player);
    }

    private static PlayedMatch played(String roomId, boolean bots, String... players) {
        List<Seat> seats = new ArrayList<>();
        for (String player : players) {
            TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "1"));
            boolean bot = bots && !seats.isEmpty();
            seats.add(new Seat(seats.size(), player, "N " + seats.size(), "fox", bot, options));
        }
        HostlessRoom room =
                HostlessRoom.open(
                        new BlitzGame(),
                        roomId,
                        DrawnSeed.random(
                                Seed.of(ByteBuffer.allocate(Seed.BYTES).putInt(3).array())),
                        seats);
        room.seatBots();
        while (!room.machine().finished()) {
            room.tick();
        }
        long end = PlayedMatch.FINISHED_AT;
        return new PlayedMatch(room.journal(), room.outcome(end - 90_000, end, "test"));
    }

    private static RatedMatch rated(PlayedMatch match) {
        return RatedMatch.of(match.outcome(), Ladders.SHIPPED).orElseThrow();
    }

    private static Map<String, RatingRow> byPlayer(List<RatingRow> rows) {
        return rows.stream().collect(Collectors.toMap(RatingRow::playerId, Function.identity()));
    }

    private static int place(PlayedMatch match, String playerId) {
        return match.outcome().standings().stream()
                .filter(p -> match.outcome().seat(p.seat()).playerId().equals(playerId))
                .mapToInt(Outcome.OutcomePlace::place)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBlitzOfTwoPeopleAndABotIsADuel() {
        assertEquals(List.of(), SettlementStage.settle(stage.handler(), stage.ended(MATCH)));

        Map<String, RatingRow> ratings = byPlayer(stage.ratings());
        assertEquals(byPlayer(rated(MATCH).rated(Map.of())), ratings);
        assertEquals("arena.blitz.duel", ratings.get("p-ann").ladder());
        assertEquals(
                place(MATCH, "p-ann") < place(MATCH, "p-ben"),
                ratings.get("p-ann").ratingBillionths() > ratings.get("p-ben").ratingBillionths());
    }

    @Test
    void aBlitzOfThreeIsOnTheLadderOfMany() {
        PlayedMatch three = played(ROOM, false, "p-ann", "p-ben", "p-cat");

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), stage.ended(three)));

        List<RatingRow> ratings = stage.ratings();
        assertEquals(byPlayer(rated(three).rated(Map.of())), byPlayer(ratings));
        assertEquals(3, ratings.size());
        assertTrue(ratings.stream().allMatch(row -> row.ladder().equals("arena.blitz")));
    }

    @Test
    void oneAmongBotsIsNotRated() {
        PlayedMatch alone = played(ROOM, true, "p-ann", "bot-1", "bot-2");

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), stage.ended(alone)));

        assertEquals(List.of(), stage.ratings());
        assertEquals(List.of("statistics#p-ann"), stage.state().steps());
        assertEquals(List.of(true), stage.roomsSettled());
    }

    @Test
    void whoForfeitsLosesTheDuel() {
        PlayedMatch forfeited = PlayedMatch.forfeited(ROOM, 7, "p-ann", "p-ben");

        SettlementStage.settle(stage.handler(), stage.ended(forfeited));

        Map<String, RatingRow> ratings = byPlayer(stage.ratings());
        assertTrue(ratings.get("p-ann").rating().mean() > 1_500);
        assertTrue(ratings.get("p-ben").rating().mean() < 1_500);
    }

    @Test
    void ratingsOfTwoMatchesBuildOnEachOther() {
        SettlementStage.settle(stage.handler(), stage.ended(MATCH), stage.ended(OTHER));

        Map<String, RatingRow> first = byPlayer(rated(MATCH).rated(Map.of()));
        assertEquals(byPlayer(rated(OTHER).rated(first)), byPlayer(stage.ratings()));
    }

    @Test
    void whateverTheOrderAndHoweverOftenEachMatchCountsOnce() {
        OutcomeRow match = stage.ended(MATCH);
        OutcomeRow other = stage.ended(OTHER);

        SettlementStage.settle(stage.handler(), other, match, other);
        SettlementStage.settle(stage.handler(), match, match);

        for (RatingRow row : stage.ratings()) {
            assertEquals(2, row.games());
            assertEquals(2, row.version());
            assertEquals(PlayedMatch.FINISHED_AT, row.lastPlayedAtMs());
        }
        assertEquals(2, stage.ratings().size());
        assertEquals(2, stage.state().steps().stream().filter(RatedMatch.STEP::equals).count());
    }

    @Test
    void whoIsNoMoreHasNoRating() {
        stage.stores.table(Tables.PLAYERS).deleteItem(r -> r.key(k -> k.partitionValue("p-ben")));

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), stage.ended(MATCH)));

        RatingRow ann = byPlayer(rated(MATCH).rated(Map.of())).get("p-ann");
        assertEquals(List.of(ann), stage.ratings());
        assertEquals(List.of(true), stage.roomsSettled());
    }

    @Test
    void whatAnotherRefusesMeanwhileIsNotRated() {
        OutcomeRow row = stage.ended(MATCH);
        SettlementBook other =
                new SettlementBook(stage.stores.dynamo(), stage.stores.tablePrefix());
        stage.archive.meanwhile = () -> other.refuse(ROOM, "journal-missing", 1);

        SettlementStage.settle(stage.handler(), row);

        assertEquals(List.of(), stage.ratings());
        assertEquals(List.of("refused"), stage.state().steps());
    }
}
