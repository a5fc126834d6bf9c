package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.PlayerRow;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What is not ranked is settled, and stands in the histories and nowhere else. */
class SettlementUnrankedIT {
    private static final String ROOM = "9ac7".repeat(8);
    private static final PlayedMatch PRACTICE = PlayedMatch.practice(ROOM, 5, "p-ann", "p-ben");

    @AutoClose private final SettlementStage stage = new SettlementStage();

    @BeforeEach
    void open() {
        stage.player("p-ann");
        stage.player("p-ben");
    }

    @Test
    void aPracticeIsSettledWithoutStatisticsAndBoards() {
        Map<String, PlayerRow> before = stage.state().players();
        assertTrue(
                PRACTICE.outcome().standings().stream()
                                .mapToLong(place -> place.statistic("eliminations"))
                                .sum()
                        > 0,
                "there was something to count");

        List<String> again = SettlementStage.settle(stage.handler(), stage.ended(PRACTICE));

        assertEquals(List.of(), again);
        SettlementStage.State state = stage.state();
        assertEquals(before, state.players());
        assertEquals(List.of(), state.boards());
        assertEquals(List.of(), state.ratings());
        assertTrue(state.liveRows().isEmpty());
        assertTrue(state.liveScores().isEmpty());
        assertEquals(2, state.matches().size());
        assertEquals("arena.practice", state.matches().getFirst().game());
        assertEquals(List.of("history#p-ann", "history#p-ben"), state.steps());
        assertEquals(List.of(true), state.roomsSettled());
    }

    @Test
    void aPracticeBetweenTwoMatchesChangesNothingOfTheirSum() {
        PlayedMatch one = PlayedMatch.of("3f0c".repeat(8), 7, "p-ann", "p-ben");
        PlayedMatch other = PlayedMatch.of("77aa".repeat(8), 8, "p-ann", "p-ben");
        SettlementStage.settle(
                stage.handler(), stage.ended(one), stage.ended(PRACTICE), stage.ended(other));
        SettlementStage.State with = stage.state();

        try (SettlementStage without = new SettlementStage()) {
            without.player("p-ann");
            without.player("p-ben");
            SettlementStage.settle(without.handler(), without.ended(one), without.ended(other));
            SettlementStage.State state = without.state();
            assertEquals(state.players(), with.players());
            assertEquals(state.boards(), with.boards());
            assertEquals(state.ratings(), with.ratings());
            assertEquals(state.liveRows(), with.liveRows());
            assertEquals(state.liveScores(), with.liveScores());
        }
        assertEquals(List.of(true, true, true), with.roomsSettled());
    }

    @Test
    void aCrashAtAnyCallAndASecondRunEndInTheSameState() {
        OutcomeRow row = stage.ended(PRACTICE);
        Tripwire counting = new Tripwire(0, false);
        SettlementStage.settle(stage.handler(counting), row);
        SettlementStage.State whole = stage.state();

        for (int call = 1; call <= counting.calls(); call++) {
            for (boolean heard : new boolean[] {false, true}) {
                String why = "call " + call + (heard ? ", heard" : ", not heard");
                try (SettlementStage other = new SettlementStage()) {
                    other.player("p-ann");
                    other.player("p-ben");
                    OutcomeRow same = other.ended(PRACTICE);
                    SettlementStage.settle(other.handler(new Tripwire(call, heard)), same);
                    assertEquals(List.of(), SettlementStage.settle(other.handler(), same), why);
                    assertEquals(whole, other.state(), why);
                }
            }
        }
    }
}
