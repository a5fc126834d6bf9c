package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.board.BoardPlace;
import dev.atrium.proof.Outcome;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class SettlementIT {
    private static final String ROOM = "3f0c".repeat(8);
    private static final PlayedMatch MATCH = PlayedMatch.of(ROOM, 7, "p-ann", "p-ben");

    @AutoClose private final SettlementStage stage = new SettlementStage();

    @BeforeEach
    void open() {
        stage.player("p-ann");
        stage.player("p-ben");
    }

    private static Outcome.OutcomePlace place(PlayedMatch match, int seat) {
        return match.outcome().standings().stream()
                .filter(p -> p.seat() == seat)
                .findFirst()
                .orElseThrow();
    }

    private static PlayerRow after(PlayerRow before, Outcome.OutcomePlace place) {
        return new PlayerRow(
                before.playerId(),
                before.name(),
                before.icon(),
                before.kind(),
                before.createdAtMs(),
                before.played() + 1,
                before.wins() + (place.place() == 1 ? 1 : 0),
                before.eliminations() + place.statistic("eliminations"),
                before.damageDealt() + place.statistic("damageDealt"),
                before.statisticsVersion() + 1);
    }

    /** Where a player stands on the board for all time, whose statistics are these. */
    private static BoardPlace ranked(PlayerRow player) {
        return new BoardPlace(
                player.playerId(),
                player.name(),
                player.icon(),
                player.wins() * 1_000_000 + player.eliminations(),
                PlayedMatch.FINISHED_AT,
                new TreeMap<>(
                        Map.of(
                                "wins", player.wins(),
                                "eliminations", player.eliminations(),
                                "damageDealt", player.damageDealt(),
                                "played", player.played())));
    }

    private void assertSettled(List<String> again) {
        assertEquals(List.of(), again);
        PlayerRow fresh = new PlayerRow("p-ann", "Name p-ann", "owl", "guest", 5, 0, 0, 0, 0, 0);
        PlayerRow ann = after(fresh, place(MATCH, 0));
        assertEquals(ann, stage.playerRow("p-ann"));
        SettlementStage.State state = stage.state();
        assertEquals(2, state.players().size());
        assertEquals(2, state.matches().size());
        assertEquals(
                new MatchRow(
                        "p-ann",
                        "001795151105000#" + ROOM,
                        ROOM,
                        "arena.blitz",
                        place(MATCH, 0).place(),
                        3,
                        place(MATCH, 0).statistic("eliminations"),
                        PlayedMatch.FINISHED_AT),
                state.matches().getFirst());
        assertEquals(2, state.boards().size());
        assertEquals(ranked(ann), BoardPlace.of(state.boards().getFirst()));
        assertEquals(List.of("rate", "statistics#p-ann", "statistics#p-ben"), state.steps());
        assertEquals(MessageJson.text(ranked(ann)), state.liveRows().get("p-ann"));
        assertEquals((double) ranked(ann).score(), state.liveScores().get("p-ann"));
        assertEquals(2, state.liveRows().size());
        assertEquals(List.of(true), state.roomsSettled());
    }

    private void assertNothingBooked() {
        SettlementStage.State state = stage.state();
        assertEquals(0, state.players().get("p-ann").played());
        assertEquals(0, state.players().get("p-ben").played());
        assertEquals(List.of(), state.matches());
        assertEquals(List.of(), state.boards());
        assertTrue(state.liveRows().isEmpty());
        assertFalse(state.roomsSettled().contains(true));
    }

    @Test
    void aMatchIsBookedForItsPlayersAndNotForBots() {
        assertSettled(SettlementStage.settle(stage.handler(), stage.ended(MATCH)));
    }

    @Test
    void theSameAgainChangesNothing() {
        OutcomeRow row = stage.ended(MATCH);
        SettlementStage.settle(stage.handler(), row);
        SettlementStage.State once = stage.state();

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), row, row));

        assertEquals(once, stage.state());
    }

    @Test
    void twoMatchesOfThePlayersAddUp() {
        PlayedMatch other = PlayedMatch.of("77aa".repeat(8), 8, "p-ben", "p-ann");

        assertEquals(
                List.of(),
                SettlementStage.settle(stage.handler(), stage.ended(MATCH), stage.ended(other)));

        PlayerRow fresh = new PlayerRow("p-ann", "Name p-ann", "owl", "guest", 5, 0, 0, 0, 0, 0);
        PlayerRow ann = after(after(fresh, place(MATCH, 0)), place(other, 1));
        assertEquals(ann, stage.playerRow("p-ann"));
        assertEquals(MessageJson.text(ranked(ann)), stage.state().liveRows().get("p-ann"));
        assertEquals(4, stage.state().matches().size());
    }

    @Test
    void aCrashAtAnyCallAndASecondRunEndInTheSameState() {
        OutcomeRow row = stage.ended(MATCH);
        Tripwire counting = new Tripwire(0, false);
        SettlementStage.settle(stage.handler(counting), row);
        SettlementStage.State whole = stage.state();
        assertTrue(counting.calls() >= 11, "calls: " + counting.calls());

        for (int call = 1; call <= counting.calls(); call++) {
            for (boolean heard : new boolean[] {false, true}) {
                String why = "call " + call + (heard ? ", heard" : ", not heard");
                try (SettlementStage other = new SettlementStage()) {
                    other.player("p-ann");
                    other.player("p-ben");
                    OutcomeRow same = other.ended(MATCH);
                    Tripwire wire = new Tripwire(call, heard);

                    List<String> again = SettlementStage.settle(other.handler(wire), same);
                    assertEquals(List.of("seq-0"), again, why);
                    assertEquals(List.of(), SettlementStage.settle(other.handler(), same), why);
                    assertEquals(whole, other.state(), why);
                }
            }
        }
    }

    @Test
    void handlersAtTheSameTimeBookEverythingOnce() throws InterruptedException {
        List<PlayedMatch> matches = new ArrayList<>();
        List<OutcomeRow> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            PlayedMatch match =
                    PlayedMatch.of("%04x".formatted(i).repeat(8), 20 + i, "p-ann", "p-ben");
            matches.add(match);
            rows.add(stage.ended(match));
        }
        List<String> again = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(6);
        for (int t = 0; t < 6; t++) {
            List<OutcomeRow> mine = new ArrayList<>(rows);
            Collections.rotate(mine, t);
            Thread.ofPlatform()
                    .start(
                            () -> {
                                try {
                                    start.await();
                                    again.addAll(
                                            SettlementStage.settle(
                                                    stage.handler(),
                                                    mine.toArray(OutcomeRow[]::new)));
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
        SettlementStage.settle(stage.handler(), rows.toArray(OutcomeRow[]::new));

        PlayerRow expected = new PlayerRow("p-ann", "Name p-ann", "owl", "guest", 5, 0, 0, 0, 0, 0);
        for (PlayedMatch match : matches) {
            expected = after(expected, place(match, 0));
        }
        assertEquals(expected, stage.playerRow("p-ann"));
        SettlementStage.State state = stage.state();
        assertEquals(8, state.matches().size());
        assertEquals(12, state.steps().size());
        assertEquals(MessageJson.text(ranked(expected)), state.liveRows().get("p-ann"));
        assertEquals(List.of(true, true, true, true), state.roomsSettled());
    }

    @Test
    void aPlayerWhoIsNoMoreIsSkipped() {
        stage.stores.table(Tables.PLAYERS).deleteItem(r -> r.key(k -> k.partitionValue("p-ben")));

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), stage.ended(MATCH)));

        SettlementStage.State state = stage.state();
        assertEquals(List.of("rate", "statistics#p-ann"), state.steps());
        assertEquals(1, state.players().size());
        assertEquals(1, state.boards().size());
        assertEquals(List.of(true), state.roomsSettled());
    }

    @Test
    void aNameThatChangedMeanwhileStays() {
        OutcomeRow row = stage.ended(MATCH);
        stage.stores
                .table(Tables.PLAYERS)
                .putItem(
                        new PlayerRow("p-ann", "Anna", "crow", "solana", 9, 40, 12, 90, 5_000, 40));

        SettlementStage.settle(stage.handler(), row);

        PlayerRow ann = stage.playerRow("p-ann");
        assertEquals("Anna", ann.name());
        assertEquals(41, ann.played());
        assertEquals(41, ann.statisticsVersion());
        BoardRow shown = stage.state().boards().getFirst();
        assertEquals("Anna", shown.name());
        assertEquals(1, shown.version(), "the board counts its own results");
    }

    @Test
    void recordsThatAreNoNewOutcomesAreLeftAlone() {
        OutcomeRow row = stage.ended(MATCH);
        ObjectNode event = Json.mapper().createObjectNode();
        event.putArray("Records")
                .add(SettlementStage.record(row, "MODIFY", "1"))
                .add(SettlementStage.record(row, "REMOVE", "2"));

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), event));

        assertNothingBooked();
        assertEquals(List.of(), stage.settlements());
    }

    @Test
    void aRecordWithoutARoomIsPassedOverAndTheNextIsSettled() {
        ObjectNode event = Json.mapper().createObjectNode();
        ObjectNode bare = SettlementStage.record(stage.ended(MATCH), "INSERT", "1");
        bare.withObject("/dynamodb").remove("NewImage");
        event.putArray("Records")
                .add(bare)
                .add(SettlementStage.record(MATCH.signed(SettlementStage.KEY), "INSERT", "2"));

        assertSettled(SettlementStage.settle(stage.handler(), event));
    }

    @Test
    void anArchiveThatFailsIsTriedAgainAndTheOthersAreSettled() {
        OutcomeRow row = stage.ended(MATCH);
        stage.archive.fails = true;

        assertEquals(List.of("seq-0"), SettlementStage.settle(stage.handler(), row));
        assertEquals(List.of(), stage.settlements());
        assertNothingBooked();

        stage.archive.fails = false;
        assertSettled(SettlementStage.settle(stage.handler(), row));
    }

    @Test
    void onlyWhatFailedIsGivenAgain() {
        OutcomeRow good = stage.ended(MATCH);
        OutcomeRow bad = stage.ended(PlayedMatch.of("77aa".repeat(8), 8, "p-ann", "p-ben"));
        Tripwire wire = new Tripwire(1, false);

        assertEquals(List.of("seq-0"), SettlementStage.settle(stage.handler(wire), bad, good));
        assertEquals(1, stage.playerRow("p-ann").played());
    }
}
