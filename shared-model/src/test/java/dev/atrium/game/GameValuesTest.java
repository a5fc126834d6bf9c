package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.game.example.TwentyOneGame;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The small values of the contract: what they take, what they refuse, how they are written. */
class GameValuesTest {
    @Test
    void gameInfoRefusesWhatIsOutOfRangeByName() {
        assertEquals("arena.blitz", info("arena.blitz", 1, 2, 20, 60, 20).id());
        info("a", Integer.MAX_VALUE, 0, 1, 1, 1);
        info("a-1.b-2", 1, 1000, 1000, 240, 60);
        for (String id : List.of("", "A", "a.", ".a", "a..b", "1a", "a b", "a_b", "é")) {
            refused("id=", () -> info(id, 1, 1, 1, 1, 1));
        }
        refused("rulesVersion=0 (allowed: 1-", () -> info("a", 0, 1, 1, 1, 1));
        refused("seatsMin=-1 (allowed: 0-4)", () -> info("a", 1, -1, 4, 1, 1));
        refused("seatsMin=5 (allowed: 0-4)", () -> info("a", 1, 5, 4, 1, 1));
        refused("seatsMax=0 (allowed: 1-1000)", () -> info("a", 1, 0, 0, 1, 1));
        refused("seatsMax=1001", () -> info("a", 1, 0, 1001, 1, 1));
        refused("tickRateHz=0 (allowed: 1-240)", () -> info("a", 1, 1, 1, 0, 1));
        refused("tickRateHz=241", () -> info("a", 1, 1, 1, 241, 1));
        refused("viewRateHz=0 (allowed: 1-60)", () -> info("a", 1, 1, 1, 1, 0));
        refused("viewRateHz=61", () -> info("a", 1, 1, 1, 1, 61));
    }

    private static GameInfo info(
            String id, int version, int seatsMin, int seatsMax, int tickRate, int viewRate) {
        return new GameInfo(
                id,
                version,
                seatsMin,
                seatsMax,
                tickRate,
                viewRate,
                GameInfo.Durability.RELAXED,
                GameInfo.CommandTiming.AT_TICK,
                GameInfo.AfterGap.CATCH_UP,
                GameInfo.ViewScope.SHARED,
                GameInfo.Ranking.RANKED);
    }

    @Test
    void aJournalStaysWholeUnlessItsGameSaysOtherwiseAndNothingElseChanges() {
        GameInfo whole = info("a.b", 2, 1, 4, 10, 5);
        GameInfo trimmed = whole.inSegments();
        assertEquals(GameInfo.JournalKept.WHOLE, whole.journal());
        assertEquals(GameInfo.JournalKept.IN_SEGMENTS, trimmed.journal());
        assertEquals(whole.toString().replace("WHOLE", "IN_SEGMENTS"), trimmed.toString());
        assertEquals(trimmed, trimmed.inSegments());
    }

    @Test
    void catalogFindsGamesByIdAndVersion() {
        Game first = new ScriptedGame("a.b", 1);
        Game second = new ScriptedGame("a.b", 3);
        Game other = new ScriptedGame("c", 2);
        GameCatalog catalog = GameCatalog.of(second, first, other);
        assertEquals(Optional.of(first), catalog.find("a.b", 1));
        assertEquals(Optional.of(second), catalog.newest("a.b"));
        assertEquals(Optional.empty(), catalog.find("a.b", 2));
        assertEquals(Optional.empty(), catalog.newest("d"));
        assertEquals(List.of(second, first, other), catalog.all());
        refused(
                "a.b is there twice",
                () -> GameCatalog.of(first, other, new ScriptedGame("a.b", 1)));
    }

    @Test
    void botIsAsStrongAsItsSeatSaysAndMediumIfThatIsNothingKnown() {
        for (BotStrength strength : BotStrength.values()) {
            assertEquals(strength, BotStrength.of(asking(strength.word())));
        }
        assertEquals(BotStrength.MEDIUM, BotStrength.of(seat(0, "A")));
        assertEquals(BotStrength.MEDIUM, BotStrength.of(asking("STRONG")));
        assertEquals(BotStrength.MEDIUM, BotStrength.of(asking("")));
    }

    private static Seat asking(String strength) {
        TreeMap<String, String> options = new TreeMap<>(Map.of("strength", strength));
        return new Seat(0, "bot-1", "A", "fox", true, options);
    }

    @Test
    void gameWithoutBotsGivesNone() {
        Dice dice = Dice.of(ContractPlay.seed("bots"));
        assertEquals(Optional.empty(), new TwentyOneGame().bot(seat(0, "A"), dice));
    }

    @Test
    void destinationIsARoomTheHistoryOrABridge() {
        assertEquals("room:r-1", Destination.room("r-1").address());
        assertEquals("bridge:base-chain", Destination.bridge("base-chain").address());
        assertEquals(new Destination("history"), Destination.HISTORY);
        assertTrue(Destination.room("a").compareTo(Destination.room("b")) < 0);
        for (String bad :
                List.of("", "room:", "room:" + "x".repeat(129), "History", "bridge:", "bridge:A")) {
            refused("no destination", () -> new Destination(bad));
        }
    }

    @Test
    void seatChecksItsIndexAndItsTexts() {
        seat(0, "A");
        seat(999, "x".repeat(64));
        refused("index=-1 (allowed: 0-999)", () -> seat(-1, "A"));
        refused("index=1000", () -> seat(1000, "A"));
        refused("1 to 64 characters", () -> seat(0, ""));
        refused("1 to 64 characters", () -> seat(0, "x".repeat(65)));
        refused("Unicode", () -> seat(0, "\ud800"));
        refused("Unicode", () -> new Seat(0, "\ud800", "A", "fox", false, new TreeMap<>()));
        refused("Unicode", () -> new Seat(0, "p", "A", "\udc00", false, new TreeMap<>()));
    }

    @Test
    void seatKeepsACopyOfItsOptions() {
        TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "3"));
        Seat seat = new Seat(1, "p", "P", "fox", true, options);
        options.clear();
        assertEquals(3, seat.option("warriors", 1));
        assertEquals(7, seat.option("late", 7));
        assertThrows(
                UnsupportedOperationException.class, () -> seat.options().put("warriors", "9"));
        Seat wrong = new Seat(1, "p", "P", "fox", true, new TreeMap<>(Map.of("warriors", "many")));
        assertThrows(IllegalArgumentException.class, () -> wrong.option("warriors", 1));
    }

    @Test
    void seatComesBackAsItWasOrIsRefused() {
        TreeMap<String, String> options = new TreeMap<>(Map.of("a", "1", "b", ""));
        Seat seat = new Seat(7, "player", "Käthe 🦊", "fox", true, options);
        StateWriter out = new StateWriter();
        seat.write(out);
        byte[] whole = out.toBytes();
        assertEquals(seat, Seat.read(new StateReader(whole)));
        for (int length = 0; length < whole.length; length++) {
            StateReader in = new StateReader(whole, 0, length);
            assertThrows(StateFormatException.class, () -> Seat.read(in));
        }
        StateWriter nobody = new StateWriter().int32(1000).text("p").text("A").text("").bool(true);
        StateReader in = new StateReader(nobody.int32(0).toBytes());
        assertThrows(StateFormatException.class, () -> Seat.read(in));
    }

    @Test
    void standingsComeBackAsTheyWereOrAreRefused() {
        Standings standings =
                new Standings(
                        "time",
                        List.of(
                                new Standings.Place(
                                        2, 1, new TreeMap<>(Map.of("wins", 5L, "losses", -1L))),
                                new Standings.Place(0, 2, new TreeMap<>())));
        StateWriter out = new StateWriter();
        standings.write(out);
        byte[] whole = out.toBytes();
        assertEquals(standings, Standings.read(new StateReader(whole)));
        assertEquals(5, standings.places().getFirst().statistic("wins"));
        assertEquals(0, standings.places().getLast().statistic("wins"));
        for (int length = 0; length < whole.length; length++) {
            StateReader in = new StateReader(whole, 0, length);
            assertThrows(StateFormatException.class, () -> Standings.read(in));
        }
        refused("place=0", () -> new Standings.Place(0, 0, new TreeMap<>()));
        byte[] noPlace = new StateWriter().text("t").int32(1).int32(0).int32(0).int32(0).toBytes();
        assertThrows(StateFormatException.class, () -> Standings.read(new StateReader(noPlace)));
    }

    @Test
    void audienceIncludesWhomItNames() {
        assertTrue(Audience.ALL.includes(Viewer.WATCHER));
        assertTrue(Audience.ALL.includes(Viewer.seat(3)));
        assertTrue(Audience.seat(3).includes(Viewer.seat(3)));
        assertFalse(Audience.seat(3).includes(Viewer.seat(2)));
        assertFalse(Audience.seat(3).includes(Viewer.WATCHER));
        TreeSet<Integer> seats = new TreeSet<>(List.of(1, 2));
        Audience some = Audience.seats(seats);
        seats.add(3);
        assertTrue(some.includes(Viewer.seat(2)));
        assertFalse(some.includes(Viewer.seat(3)), "it is a copy");
        assertEquals(Audience.seat(1), Audience.seats(new TreeSet<>(List.of(1))));
    }

    @Test
    void verdictHasACodeInKebabCase() {
        assertEquals(new Verdict.Refused("not-owner", "No."), Verdict.refused("not-owner", "No."));
        for (String bad : List.of("", "Not", "not_owner", "-a", "1a")) {
            refused("no code", () -> Verdict.refused(bad, "No."));
        }
    }

    @Test
    void leavingIsNoChangeOfPresence() {
        new Input.PresenceChanged(0, Presence.GONE);
        refused("input of its own", () -> new Input.PresenceChanged(0, Presence.LEFT));
    }

    private static Seat seat(int index, String name) {
        return new Seat(index, "p", name, "fox", false, new TreeMap<>());
    }

    private static void refused(String why, Runnable making) {
        String message = assertThrows(IllegalArgumentException.class, making::run).getMessage();
        assertTrue(message.contains(why), message);
    }
}
