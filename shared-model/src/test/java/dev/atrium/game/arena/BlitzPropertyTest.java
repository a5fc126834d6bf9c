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

import java.util.List;
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
            ArenaWatch watch = new ArenaWatch(ArenaMode.BLITZ, "bots, seed " + seed);
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
            ArenaWatch watch = new ArenaWatch(ArenaMode.BLITZ, "walkers, seed " + seed);
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
}
