package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whole matches of bots, of many shapes: what must hold at every tick. Failures name the seed. */
class BlitzPropertyTest {
    private static final int MATCHES = 24;

    @Test
    void whateverBotsDoTheRulesHold() {
        for (long seed = 1; seed <= MATCHES; seed++) {
            BotMatch match = BotMatch.drawn(seed);
            Watch watch = new Watch("bots, seed " + seed);
            watch.look(match.view(), match);
            while (!match.room.finished()) {
                disturb(match, seed);
                match.tick();
                watch.look(match.view(), match);
            }
            watch.lookAtTheEnd(match);
        }
    }

    @Test
    void whateverIsCommandedWithoutSenseTheRulesHold() {
        Set<String> codes = new TreeSet<>();
        for (long seed = 1; seed <= MATCHES; seed++) {
            DiceStream dice = Dice.of(Stage.seed(seed).derive("walkers")).stream("walkers");
            BotMatch match = BotMatch.drawn(seed);
            Watch watch = new Watch("walkers, seed " + seed);
            watch.look(match.view(), match);
            while (!match.room.finished()) {
                disturb(match, seed);
                if (match.tickAtRandom(dice) instanceof Verdict.Refused refused) {
                    codes.add(refused.code());
                }
                watch.look(match.view(), match);
            }
            watch.lookAtTheEnd(match);
        }
        assertEquals(
                new TreeSet<>(
                        List.of("not-owner", "not-seated", "unknown-warrior", "warrior-fallen")),
                codes);
    }

    @Test
    void aMatchInWhichNobodyMovesEndsWithAllFallenAtOnce() {
        RoomMachine room =
                RoomMachine.open(
                        new BlitzGame(), Stage.seed(2), Stage.seats(1, 1, 1, 1), new TreeMap<>());
        room.advanceTo(6000, Emissions.NONE);
        assertTrue(room.tick() > 3600 && room.tick() < 5400, "at tick " + room.tick());
        Standings standings = room.standings().orElseThrow();
        assertEquals("all-fallen", standings.reason());
        assertEquals(4, standings.places().size());
        assertEquals(1, standings.places().getFirst().place(), "ranked by hp before that tick");
    }

    @Test
    void aMatchInWhichTwoKeepApartInsideEndsByTime() {
        BotMatch match = new BotMatch(3, 1, 1);
        walkTowardsTheMiddle(match);
        match.room.advanceTo(75, match.emissions);
        for (int seat = 0; seat < 2; seat++) {
            match.apply(
                    new Input.Command(
                            seat,
                            2,
                            new MoveWarrior(seat + "-0", Direction.STOP, Optional.empty())));
        }
        match.room.advanceTo(6000, match.emissions);
        assertEquals(5400, match.room.tick());
        Standings standings = match.room.standings().orElseThrow();
        assertEquals("time", standings.reason());
        assertEquals(40, standings.places().getFirst().statistic("bestHp"), "30 x 2 hp of wear");
        assertEquals(1, standings.places().getLast().place(), "both have it");
    }

    private static void walkTowardsTheMiddle(BotMatch match) {
        for (ArenaView.WarriorView warrior : match.view().warriors()) {
            int wayX = 4096 - warrior.x();
            int wayY = 4096 - warrior.y();
            Direction direction =
                    Direction.of(
                            Math.abs(wayX) > 256 ? Integer.signum(wayX) : 0,
                            Math.abs(wayY) > 256 ? Integer.signum(wayY) : 0);
            match.apply(
                    new Input.Command(
                            warrior.seat(),
                            1,
                            new MoveWarrior(warrior.id(), direction, Optional.empty())));
        }
    }

    @Test
    void botsFightAndTakePowerUps() {
        long eliminations = 0;
        long collected = 0;
        for (long seed = 1; seed <= 6; seed++) {
            BotMatch match = new BotMatch(seed, 1, 1, 1, 1, 1, 1, 1, 1).playToTheEnd();
            assertEquals("last-standing", match.room.standings().orElseThrow().reason());
            for (BotMatch.Told told : match.told) {
                eliminations +=
                        told.event() instanceof ArenaEvent.WarriorEliminated fall
                                        && fall.killer().isPresent()
                                ? 1
                                : 0;
                collected += told.event() instanceof ArenaEvent.PowerUpCollected ? 1 : 0;
            }
        }
        assertTrue(eliminations >= 6 * 2, "eliminations: " + eliminations);
        assertTrue(collected >= 6 * 2, "power-ups taken: " + collected);
    }

    @Test
    void theSameSeedAndInputsGiveTheSameHashAtEveryTick() {
        BotMatch one = BotMatch.drawn(7);
        BotMatch other = BotMatch.drawn(7);
        while (!one.room.finished()) {
            one.tick();
            other.tick();
            assertEquals(one.room.hash(), other.room.hash(), "tick " + one.room.tick());
        }
        assertEquals(one.told, other.told);
        assertFalse(one.room.hash().equals(BotMatch.drawn(8).playToTheEnd().room.hash()));
    }

    @Test
    void aRestoreInTheMiddleChangesNothing() {
        BotMatch match = BotMatch.drawn(9);
        while (match.room.tick() < 1500) {
            match.tick();
        }
        RoomMachine restored =
                RoomMachine.restore(new BlitzGame(), Stage.seed(9), match.room.snapshot());
        assertEquals(match.room.hash(), restored.hash());
        while (!match.room.finished()) {
            long before = match.room.tick();
            int known = match.journal.size();
            match.tick();
            for (BotMatch.Entry entry : match.journal.subList(known, match.journal.size())) {
                assertInstanceOf(
                        Verdict.Accepted.class, restored.apply(entry.input(), match.emissions));
            }
            restored.advanceTo(before + 1, Emissions.NONE);
            assertEquals(match.room.hash(), restored.hash(), "tick " + match.room.tick());
        }
        byte[] end = match.room.snapshot();
        RoomMachine over = RoomMachine.restore(new BlitzGame(), Stage.seed(9), end);
        assertEquals(match.room.standings(), over.standings());
        assertEquals(match.room.hash(), over.hash());
    }

    /** Some go, come back, leave or forfeit; the rules must bear all of it. */
    private static void disturb(BotMatch match, long seed) {
        long tick = match.room.tick();
        List<Seat> seats = List.copyOf(match.room.seats().keySet());
        int seat = (int) (seed % seats.size());
        if (tick == 400) {
            match.apply(new Input.PresenceChanged(seat, Presence.GONE));
        } else if (tick == 700) {
            match.apply(new Input.PresenceChanged(seat, Presence.HERE));
        } else if (tick == 1000 && seed % 3 == 0) {
            match.apply(new Input.Left(seat));
        } else if (tick == 1200 && seed % 4 == 0) {
            match.apply(new Input.Forfeited((seat + 1) % seats.size(), "speed"));
        }
    }

    /** Remembers the view before, and says what is wrong with the next. */
    private static final class Watch {
        private final String name;
        private Map<String, ArenaView.WarriorView> before = new HashMap<>();
        private int told;
        private int min;

        Watch(String name) {
            this.name = name;
        }

        void look(ArenaView view, BotMatch match) {
            String at = name + ", tick " + match.room.tick() + ": ";
            assertTrue(view.warriors().size() <= 20, () -> at + "warriors");
            assertTrue(view.powerUps().size() <= 5, () -> at + "power-ups");
            assertTrue(view.arena().min() >= min, () -> at + "the field never grows");
            min = view.arena().min();
            Map<String, ArenaView.WarriorView> now = new HashMap<>();
            for (ArenaView.WarriorView warrior : view.warriors()) {
                now.put(warrior.id(), warrior);
                assertTrue(warrior.hp() >= 1 && warrior.hp() <= 100, () -> at + warrior);
                assertTrue(warrior.x() >= 0 && warrior.x() < 8192, () -> at + warrior);
                assertTrue(warrior.y() >= 0 && warrior.y() < 8192, () -> at + warrior);
                assertTrue(warrior.rage() >= 0 && warrior.rage() <= 600, () -> at + warrior);
                assertTrue(warrior.haste() >= 0 && warrior.haste() <= 480, () -> at + warrior);
                assertTrue(warrior.shield() >= 0 && warrior.shield() <= 25, () -> at + warrior);
                ArenaView.WarriorView was = before.get(warrior.id());
                if (was != null) {
                    assertSpeed(at, was, warrior);
                    assertTrue(warrior.eliminations() >= was.eliminations(), () -> at + warrior);
                }
            }
            assertFallen(at, now, match);
            before = now;
        }

        private static void assertSpeed(
                String at, ArenaView.WarriorView was, ArenaView.WarriorView is) {
            int wayX = is.x() - was.x();
            int wayY = is.y() - was.y();
            double bound = (was.haste() > 0 ? 25 : 17) * 1.1;
            assertTrue(Math.hypot(wayX, wayY) <= bound, () -> at + was + " -> " + is);
        }

        /** Each who is not shown any more was told of once, and no killer is of his own seat. */
        private void assertFallen(
                String at, Map<String, ArenaView.WarriorView> now, BotMatch match) {
            Set<String> gone = new HashSet<>(before.keySet());
            gone.removeAll(now.keySet());
            Set<String> victims = new HashSet<>();
            for (; told < match.told.size(); told++) {
                if (match.told.get(told).event() instanceof ArenaEvent.WarriorEliminated fall) {
                    assertTrue(victims.add(fall.victim()), () -> at + "told twice: " + fall);
                    fall.killer()
                            .ifPresent(by -> assertFalse(seat(by).equals(seat(fall.victim()))));
                }
            }
            if (!before.isEmpty()) {
                assertEquals(gone, victims, () -> at + "fallen");
            }
        }

        private static String seat(String warriorId) {
            return warriorId.substring(0, warriorId.indexOf('-'));
        }

        void lookAtTheEnd(BotMatch match) {
            assertTrue(match.room.tick() <= 5400, name + " ends within 90 s");
            Standings standings = match.room.standings().orElseThrow();
            TreeMap<Integer, Integer> places = new TreeMap<>();
            long eliminations = 0;
            long dealt = 0;
            long taken = 0;
            int last = 0;
            for (Standings.Place place : standings.places()) {
                assertTrue(place.place() >= last, name + ": best first");
                last = place.place();
                places.put(place.seat(), place.place());
                eliminations += place.statistic("eliminations");
                dealt += place.statistic("damageDealt");
                taken += place.statistic("damageTaken");
            }
            assertEquals(match.room.seats().size(), places.size(), name + ": each seat once");
            assertEquals(1, standings.places().getFirst().place(), name);
            assertTrue(dealt <= taken, name + ": somebody took what was dealt");
            assertEquals(
                    match.told.stream()
                            .filter(
                                    told ->
                                            told.event()
                                                            instanceof
                                                            ArenaEvent.WarriorEliminated fall
                                                    && fall.killer().isPresent())
                            .count(),
                    eliminations,
                    name);
            if (standings.reason().equals("time")) {
                assertEquals(5400, match.room.tick(), name);
            }
        }
    }
}
