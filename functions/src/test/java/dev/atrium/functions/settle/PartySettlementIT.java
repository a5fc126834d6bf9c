package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardPlace;
import dev.atrium.catalog.Games;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.MessageJson;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What of a party game is kept for good, and that it is kept once. */
class PartySettlementIT {
    private static final PlayedParty PARTY =
            PlayedParty.of(
                    1,
                    List.of("q-one", "q-two"),
                    new PlayedParty.Did("p-ann", 2, 450, true),
                    new PlayedParty.Did("p-ben", 1, 900, true),
                    new PlayedParty.Did("p-cat", 3, 0, false));
    private static final PlayedParty OTHER =
            PlayedParty.of(
                    2,
                    List.of("q-one", "q-gone", "q-one"),
                    new PlayedParty.Did("p-ben", 1, 100, true),
                    new PlayedParty.Did("p-ann", 1, 100, true));
    private static final PlayedParty LOBBY =
            PlayedParty.of(3, List.of(), new PlayedParty.Did("p-ann", 1, 0, false));

    @AutoClose private final PartyStage stage = new PartyStage(PARTY, OTHER, LOBBY);

    private static Map<String, Long> asked(long times) {
        Map<String, Long> counters = new TreeMap<>();
        QuestionAccuracy.counted(PlayedParty.round(1, "q-one"))
                .forEach((name, value) -> counters.put(name, value * times));
        return counters;
    }

    @Test
    void aGameIsKeptWithItsPlayersTotalsBoardAndQuestions() {
        assertEquals(List.of(), stage.settle(stage.ended(PARTY)));

        PartyStage.State state = stage.state();
        String room = PlayedParty.roomId(1);
        assertEquals(
                List.of(
                        new GameRow(
                                room,
                                PlayedParty.CODE,
                                "8-round",
                                PlayedParty.startedAt(1),
                                PlayedMatch.FINISHED_AT,
                                List.of("p-ben"),
                                "Name 1",
                                2,
                                2,
                                "completed")),
                state.games());
        String at = "001795151105000#" + room;
        PlayerGameStatsRow ann =
                new PlayerGameStatsRow(
                        room, "p-ann", "Name 0", 450, 2, 0, 3, 4, 5, PlayedMatch.FINISHED_AT, at);
        PlayerGameStatsRow ben =
                new PlayerGameStatsRow(
                        room, "p-ben", "Name 1", 900, 1, 2, 3, 4, 5, PlayedMatch.FINISHED_AT, at);
        assertEquals(List.of(ann, ben), state.stats(), "and not of Cat, who did not play");
        PartyTotalsRow bens = new PartyTotalsRow("p-ben", 1, 1, 900, 2, 3, 4, 5, 1);
        assertEquals(
                List.of(new PartyTotalsRow("p-ann", 1, 0, 450, 0, 3, 4, 5, 1), bens),
                state.totals());
        BoardPlace row =
                new BoardPlace(
                        "p-ben",
                        "Name p-ben",
                        "owl",
                        10_900_000_000L,
                        PlayedMatch.FINISHED_AT,
                        new TreeMap<>(
                                Map.of(
                                        "wins", 1L,
                                        "totalScore", 900L,
                                        "roundsWon", 2L,
                                        "correctAnswers", 3L,
                                        "robotsIdentified", 4L,
                                        "timesFooled", 5L,
                                        "played", 1L)));
        assertEquals(row, BoardPlace.of(state.boards().getLast()));
        assertEquals(2, state.boards().size());
        assertEquals(MessageJson.text(row), state.liveRows().get("p-ben"));
        assertEquals((double) row.score(), state.liveScores().get("p-ben"));
        assertEquals(Map.of("q-one", asked(1), "q-two", asked(1)), state.questions());
        assertEquals(
                List.of("game", "party#p-ann", "party#p-ben", "question#1", "question#2"),
                state.steps());
        assertEquals(List.of(true), state.roomsSettled());
    }

    @Test
    void countersAreNamedAsThePoolNamesThem() {
        stage.settle(stage.ended(PARTY));

        assertEquals(
                "{eliminationVotes=4, finalVotes=4, peopleAnswered=3, peopleCorrect=1,"
                        + " robotEliminated=1, robotNamed=2, timesAsked=1, votesCorrect=2,"
                        + " votesRobot=1}",
                stage.counters().get("q-one").toString());
    }

    @Test
    void theSameAgainChangesNothing() {
        OutcomeRow row = stage.ended(PARTY);
        stage.settle(row);
        PartyStage.State once = stage.state();

        assertEquals(List.of(), stage.settle(row, row));

        assertEquals(once, stage.state());
    }

    @Test
    void gamesAddUpInWhateverOrderTheyAreSettled() {
        stage.settle(stage.ended(PARTY), stage.ended(OTHER));
        PartyStage.State state = stage.state();

        assertEquals(
                List.of(
                        new PartyTotalsRow("p-ann", 2, 1, 550, 2, 6, 8, 10, 2),
                        new PartyTotalsRow("p-ben", 2, 2, 1_000, 4, 6, 8, 10, 2)),
                state.totals());
        assertEquals(Map.of("q-one", asked(3), "q-two", asked(1)), state.questions());
        assertEquals(List.of("p-ben", "p-ann"), state.games().getLast().winnerIds());
        assertEquals("Name 0 & Name 1", state.games().getLast().winner());
        try (PartyStage turned = new PartyStage(PARTY, OTHER)) {
            turned.settle(turned.ended(OTHER), turned.ended(PARTY));
            assertEquals(state, turned.state());
        }
    }

    @Test
    void aCrashAtAnyCallAndASecondRunEndInTheSameState() {
        OutcomeRow row = stage.ended(PARTY);
        Tripwire counting = new Tripwire(0, false);
        SettlementStage.settle(stage.settlement.handler(counting), row);
        PartyStage.State whole = stage.state();
        assertTrue(counting.calls() >= 15, "calls: " + counting.calls());

        for (int call = 1; call <= counting.calls(); call++) {
            for (boolean heard : new boolean[] {false, true}) {
                String why = "call " + call + (heard ? ", heard" : ", not heard");
                try (PartyStage other = new PartyStage(PARTY)) {
                    OutcomeRow same = other.ended(PARTY);
                    Tripwire wire = new Tripwire(call, heard);

                    List<String> again =
                            SettlementStage.settle(other.settlement.handler(wire), same);
                    assertEquals(List.of("seq-0"), again, why);
                    PartyStage.State half = other.state();
                    if (!half.games().isEmpty()) {
                        assertEquals(whole.stats(), half.stats(), why + ": a game without players");
                    }
                    assertEquals(List.of(), other.settle(same), why);
                    assertEquals(whole, other.state(), why);
                }
            }
        }
    }

    @Test
    void handlersAtTheSameTimeBookEverythingOnce() throws InterruptedException {
        OutcomeRow[] rows = {stage.ended(PARTY), stage.ended(OTHER)};
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(6);
        for (int t = 0; t < 6; t++) {
            boolean turned = t % 2 == 1;
            Thread.ofPlatform()
                    .start(
                            () -> {
                                try {
                                    start.await();
                                    stage.settle(rows[turned ? 1 : 0], rows[turned ? 0 : 1]);
                                } catch (InterruptedException | RuntimeException | Error e) {
                                    failures.add(e);
                                }
                                done.countDown();
                            });
        }
        start.countDown();
        assertTrue(done.await(60, TimeUnit.SECONDS));
        assertEquals(List.of(), failures);
        // Who was too slow too often is given again, as Lambda does.
        assertEquals(List.of(), stage.settle(rows));

        try (PartyStage alone = new PartyStage(PARTY, OTHER)) {
            alone.settle(alone.ended(PARTY), alone.ended(OTHER));
            assertEquals(alone.state(), stage.state());
        }
    }

    @Test
    void aRoomInWhichNoGameBeganIsClosedAndKeepsNothing() {
        assertEquals(List.of(), stage.settle(stage.ended(LOBBY)));

        PartyStage.State state = stage.state();
        assertEquals(List.of(), state.games());
        assertEquals(List.of(), state.stats());
        assertEquals(List.of(), state.totals());
        assertEquals(List.of(), state.boards());
        assertEquals(List.of(), state.steps());
        assertEquals(List.of(true), state.roomsSettled());
    }

    @Test
    void aQuestionThatIsNotInThePoolIsPassedOverForGood() {
        OutcomeRow row = stage.ended(OTHER);
        stage.settle(row);
        assertEquals(Map.of("q-one", asked(2), "q-two", Map.of()), stage.counters());

        stage.question("q-gone");
        new QuestionAccuracy(
                        stage.settlement.stores.dynamo(), stage.settlement.stores.tablePrefix())
                .count(PlayedParty.roomId(2), PlayedParty.round(2, "q-gone"), 7);

        assertEquals(Map.of(), stage.counters().get("q-gone"));
    }

    @Test
    void aPlayerWhoIsNoMoreIsSkipped() {
        stage.settlement
                .stores
                .table(Tables.PLAYERS)
                .deleteItem(r -> r.key(k -> k.partitionValue("p-ben")));

        assertEquals(List.of(), stage.settle(stage.ended(PARTY)));

        PartyStage.State state = stage.state();
        assertEquals(1, state.stats().size());
        assertEquals(1, state.totals().size());
        assertEquals(1, state.boards().size());
        assertEquals(1, state.games().size());
        assertEquals(List.of(true), state.roomsSettled());
    }

    @Test
    void whatAnotherRefusesMeanwhileIsNotBooked() {
        OutcomeRow row = stage.ended(PARTY);
        SettlementBook other =
                new SettlementBook(
                        stage.settlement.stores.dynamo(), stage.settlement.stores.tablePrefix());
        stage.settlement.archive.meanwhile =
                () -> other.refuse(PlayedParty.roomId(1), "journal-missing", 1);

        assertEquals(List.of(), stage.settle(row));

        PartyStage.State state = stage.state();
        assertEquals(List.of("refused"), state.steps());
        assertEquals(List.of(), state.totals());
        assertEquals(Map.of("q-one", Map.of(), "q-two", Map.of()), state.questions());
        assertEquals(List.of(false), state.roomsSettled());
    }

    @Test
    void aRoundIsNotCountedOnceItsOutcomeIsRefused() {
        SettlementBook book =
                new SettlementBook(
                        stage.settlement.stores.dynamo(), stage.settlement.stores.tablePrefix());
        book.refuse(PlayedParty.roomId(1), "journal-missing", 1);

        Booking booking =
                new QuestionAccuracy(
                                stage.settlement.stores.dynamo(),
                                stage.settlement.stores.tablePrefix())
                        .count(PlayedParty.roomId(1), PlayedParty.round(1, "q-one"), 7);

        assertEquals(Booking.REFUSED, booking);
        assertEquals(Map.of(), stage.counters().get("q-one"));
    }

    @Test
    void partiesAndMatchesDoNotTouchEachOthersRecords() {
        PlayedMatch match = PlayedMatch.of("3f0c".repeat(8), 7, "p-ann", "p-ben");
        Map<String, PlayerRow> before = stage.settlement.state().players();

        stage.settle(stage.ended(PARTY));
        SettlementStage.State arena = stage.settlement.state();
        assertEquals(before, arena.players());
        assertEquals(List.of(), arena.matches());
        assertEquals(List.of(), arena.boards());
        assertEquals(Map.of(), arena.liveRows());
        assertEquals(Map.of(), arena.liveScores());

        PartyStage.State party = stage.state();
        stage.settle(stage.settlement.ended(match));
        assertEquals(1, stage.settlement.playerRow("p-ann").played());
        PartyStage.State after = stage.state();
        assertEquals(party.games(), after.games());
        assertEquals(party.stats(), after.stats());
        assertEquals(party.totals(), after.totals());
        assertEquals(party.boards(), after.boards());
        assertEquals(party.liveRows(), after.liveRows());
    }

    @Test
    void bothBoardsAreTheSameAfterTheyWereRebuilt() {
        stage.settle(
                stage.ended(PARTY),
                stage.ended(OTHER),
                stage.settlement.ended(PlayedMatch.of("3f0c".repeat(8), 7, "p-ann", "p-ben")));
        PartyStage.State party = stage.state();
        SettlementStage.State arena = stage.settlement.state();
        for (String board : List.of("party", "blitz")) {
            stage.settlement
                    .stores
                    .redis()
                    .del(
                            stage.settlement.stores.keys().boardRows(board, "all"),
                            stage.settlement.stores.keys().boardOrder(board, "all"));
        }
        assertNotEquals(party, stage.state());

        long shown =
                new BoardRebuild(
                                BoardCatalog.shipped(),
                                stage.settlement.stores.enhanced(),
                                stage.settlement.stores.tablePrefix(),
                                RankedPlayer.live(stage.settlement.stores))
                        .all(PlayedMatch.FINISHED_AT);

        assertEquals(4, shown);
        assertEquals(party, stage.state());
        assertEquals(arena, stage.settlement.state());
    }

    @Test
    void everyGameThatShipsHasRecords() {
        GameRecords records =
                GameRecords.of(
                        stage.settlement.stores.dynamo(),
                        stage.settlement.stores.tablePrefix(),
                        new LiveBoard(
                                () -> stage.settlement.stores.redis(),
                                stage.settlement.stores.keys()));

        Games.all()
                .all()
                .forEach(
                        game ->
                                assertTrue(
                                        records.find(game.info().id()).isPresent(),
                                        game.info().id()));
        assertTrue(records.find("party.robots").isPresent());
        assertTrue(records.find("chess").isEmpty());
        assertTrue(records.find("partygoers.robots").isEmpty());
    }
}
