package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.payout.Payout;
import dev.atrium.payout.Payouts;
import dev.atrium.payout.Ranked;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;

/** What leaving a match costs, by when it is and by the rules version, down to the payouts. */
class LeavingTest {
    private static final long POT = 1_000;

    @Test
    void whoLeavesAfterHisLastFallKeepsHisPlaceAndHisShare() {
        Stage stage = siege(ArenaMode.SIEGE);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Left(1)));
        Standings standings = endedByTime(stage);
        assertEquals(List.of("0:1", "1:2", "2:3", "3:4"), places(standings));
        assertEquals(List.of(0L, 0L, 0L, 1L), forfeited(standings));
        assertEquals(List.of(600L, 250L, 100L, 0L), amounts(standings));
    }

    @Test
    void leavingAfterTheLastFallIsAcceptedAndChangesNothingOfTheMatch() {
        Stage stage = siege(ArenaMode.SIEGE);
        var before = stage.hash();
        stage.events.clear();
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Left(1)));
        assertEquals(before, stage.hash());
        assertTrue(stage.events.isEmpty());
    }

    @Test
    void underTheRulesVersionBeforeItCostHimPlaceAndShare() {
        Stage stage = siege(ArenaMode.SIEGE_1);
        stage.apply(new Input.Left(1));
        Standings standings = endedByTime(stage);
        assertEquals(List.of("0:1", "2:2", "3:3", "1:4"), places(standings));
        assertEquals(List.of(0L, 0L, 1L, 1L), forfeited(standings));
        assertEquals(List.of(670L, 279L, 0L, 0L), amounts(standings));
    }

    @Test
    void whoHasOneWarriorLeftForfeitsByLeaving() {
        Stage stage = Stage.with(ArenaMode.SIEGE, 2, 1, 1);
        stage.warrior(0).hp = 1;
        stage.stepAt(300);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Left(0)));
        assertTrue(!stage.warrior(1).living());
        stage.warrior(2).hp = 1;
        stage.stepAt(600);
        assertEquals(List.of("2:1", "1:2", "0:3"), places(standings(stage)));
        assertEquals(List.of(0L, 0L, 1L), forfeited(standings(stage)));
        assertEquals(List.of(670L, 279L, 0L), amounts(standings(stage)));
    }

    @Test
    void whoForfeitsByCheatingRanksLastEvenAfterHisLastFall() {
        Stage stage = siege(ArenaMode.SIEGE);
        assertSame(Verdict.ACCEPTED, stage.apply(new Input.Forfeited(1, "speed")));
        Standings standings = endedByTime(stage);
        assertEquals(List.of("0:1", "2:2", "3:3", "1:4"), places(standings));
        assertEquals(List.of(670L, 279L, 0L, 0L), amounts(standings));
    }

    @Test
    void inBlitzAsWellLeavingAfterTheLastFallIsNoForfeit() {
        for (ArenaMode mode : List.of(ArenaMode.BLITZ, ArenaMode.BLITZ_2)) {
            Stage stage = Stage.with(mode, 1, 1, 1);
            stage.warrior(1).hp = 1;
            stage.stepAt(180);
            stage.apply(new Input.Left(1));
            stage.warrior(2).hp = 1;
            stage.stepAt(360);
            boolean forfeits = mode.rulesVersion() == 2;
            assertEquals(List.of(0L, 0L, forfeits ? 1L : 0L), forfeited(standings(stage)));
        }
    }

    @Test
    void theSeatOfOneWhoLeftIsGivenUpAndHisWarriorsAreNotCommandedAnyMore() {
        RoomMachine room =
                RoomMachine.open(
                        new BlitzGame(), Stage.seed(1), Stage.seats(1, 1), new TreeMap<>());
        assertSame(Verdict.ACCEPTED, room.apply(new Input.Left(1), Emissions.NONE));
        assertEquals(List.of(Presence.HERE, Presence.LEFT), List.copyOf(room.seats().values()));
        assertTrue(room.apply(new Input.Left(1), Emissions.NONE) instanceof Verdict.Refused);
    }

    /** Of four players the third fell first, then the second; the fourth leaves while he lives. */
    private static Stage siege(ArenaMode mode) {
        Stage stage = Stage.with(mode, 1, 1, 1, 2);
        stage.warrior(2).hp = 1;
        stage.stepAt(300);
        stage.warrior(1).hp = 1;
        stage.stepAt(600);
        stage.apply(new Input.Left(3));
        return stage;
    }

    private static Standings endedByTime(Stage stage) {
        stage.stepAt(36_000);
        return standings(stage);
    }

    private static Standings standings(Stage stage) {
        return stage.simulation.standings().orElseThrow();
    }

    private static List<String> places(Standings standings) {
        return standings.places().stream().map(p -> p.seat() + ":" + p.place()).toList();
    }

    private static List<Long> forfeited(Standings standings) {
        return standings.places().stream().map(p -> p.statistic("forfeited")).toList();
    }

    /** What each gets of a pot, as settlement divides it. */
    private static List<Long> amounts(Standings standings) {
        List<Ranked> ranked =
                standings.places().stream()
                        .map(
                                place ->
                                        new Ranked(
                                                "p" + place.seat(),
                                                place.place(),
                                                place.statistic("forfeited") > 0))
                        .toList();
        Payouts payouts = Payouts.of(POT, ArenaMode.SIEGE.shares().orElseThrow(), ranked);
        return payouts.players().stream().map(Payout::amount).toList();
    }
}
