package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Practices of many shapes in which bots fight while people come, go, lose their connections and
 * forfeit: what must hold at every tick. Failures name the seed.
 */
class PracticePropertyTest {
    private static final int PLAYS = 12;
    private static final int TICKS = 3_600;
    private static final int RESPAWN = 180;
    private static final int SIDE = 64 * 256;

    private int respawned;
    private int fallen;
    private int joined;

    @Test
    void whoeverComesAndGoesTheRulesHoldAndTheRoomCanBeEnded() {
        for (long seed = 1; seed <= PLAYS; seed++) {
            DiceStream dice = Dice.of(Stage.seed(seed).derive("doors")).stream("doors");
            BotMatch match = new BotMatch(new PracticeGame(), seed, seats(dice));
            Watch watch = new Watch("seed " + seed, match);
            while (match.room.tick() < TICKS) {
                watch.disturb(dice);
                match.tick();
                watch.look();
            }
            watch.everybodyLeaves();
        }
        assertTrue(joined > PLAYS * 4, "joined: " + joined);
        assertTrue(fallen > PLAYS * 4, "fallen: " + fallen);
        assertTrue(respawned > PLAYS * 4, "respawned: " + respawned);
    }

    /** A person at seat 0, who stays, and bots. */
    private static List<Seat> seats(DiceStream dice) {
        List<Seat> seats = new ArrayList<>(List.of(Stage.person(0)));
        int bots = dice.between(3, 18);
        for (int i = 1; i <= bots; i++) {
            seats.add(Stage.bot(i));
        }
        return seats;
    }

    @Test
    void aJournalGivesTheSameHashesWithARestoreInTheMiddle() {
        DiceStream dice = Dice.of(Stage.seed(77)).stream("doors");
        BotMatch match = new BotMatch(new PracticeGame(), 77, seats(dice));
        Watch watch = new Watch("seed 77", match);
        RoomMachine twin =
                RoomMachine.open(
                        new PracticeGame(),
                        Stage.seed(77),
                        List.copyOf(match.room.seats().keySet()),
                        new TreeMap<>());
        int known = 0;
        while (match.room.tick() < TICKS) {
            watch.disturb(dice);
            match.tick();
            for (; known < match.journal.size(); known++) {
                twin.apply(match.journal.get(known).input(), Emissions.NONE);
            }
            twin.advanceTo(match.room.tick(), Emissions.NONE);
            if (twin.tick() % 100 == 0) {
                twin = RoomMachine.restore(new PracticeGame(), Stage.seed(77), twin.snapshot());
            }
            assertEquals(match.room.hash(), twin.hash(), "tick " + twin.tick());
        }
    }

    /** Disturbs a play, remembers what it did, and says what is wrong. */
    private final class Watch {
        private final String name;
        private final BotMatch match;
        private final Set<Integer> playing = new HashSet<>();
        private final Set<Integer> forfeited = new HashSet<>();
        private final Map<Integer, Long> fellAt = new HashMap<>();
        private final Map<Integer, Long> killsBySeat = new HashMap<>();
        private Map<String, ArenaView.WarriorView> before = new HashMap<>();
        private int told;
        private long killed;

        /** Eliminations of those whose seats were taken by others. */
        private long forgotten;

        Watch(String name, BotMatch match) {
            this.name = name;
            this.match = match;
            match.room.seats().keySet().forEach(seat -> playing.add(seat.index()));
        }

        void disturb(DiceStream dice) {
            int seat = dice.between(1, 19);
            switch (dice.below(160)) {
                case 0, 1, 2 -> join(seat);
                case 3 -> leave(seat);
                case 4 -> match.apply(new Input.PresenceChanged(seat, Presence.GONE));
                case 5 -> match.apply(new Input.PresenceChanged(seat, Presence.HERE));
                case 6 -> {
                    if (dice.chance(1, 4) && accepted(new Input.Forfeited(seat, "speed"))) {
                        playing.remove(seat);
                        forfeited.add(seat);
                        before.remove(seat + "-0");
                    }
                }
                default -> {}
            }
        }

        private void join(int seat) {
            boolean taken = playing.contains(seat) || forfeited.contains(seat);
            boolean let = match.join(Stage.person(seat)) instanceof Verdict.Accepted;
            assertEquals(!taken, let, () -> at() + "seat " + seat);
            if (let) {
                joined++;
                Long lost = killsBySeat.remove(seat);
                forgotten += lost == null ? 0 : lost;
                playing.add(seat);
                fellAt.remove(seat);
                assertTrue(warriors().containsKey(seat + "-0"), () -> at() + "there at once");
            }
        }

        private void leave(int seat) {
            if (accepted(new Input.Left(seat))) {
                playing.remove(seat);
                forfeited.remove(seat);
                before.remove(seat + "-0");
            }
        }

        private boolean accepted(Input input) {
            return match.apply(input) instanceof Verdict.Accepted;
        }

        private String at() {
            return name + ", tick " + match.room.tick() + ": ";
        }

        private Map<String, ArenaView.WarriorView> warriors() {
            Map<String, ArenaView.WarriorView> now = new HashMap<>();
            for (ArenaView.WarriorView warrior : match.view().warriors()) {
                assertTrue(now.put(warrior.id(), warrior) == null, () -> at() + "twice");
            }
            return now;
        }

        void look() {
            hear();
            Map<String, ArenaView.WarriorView> now = warriors();
            for (ArenaView.WarriorView is : now.values()) {
                assertEquals(is.seat() + "-0", is.id(), () -> at() + "one a seat");
                assertTrue(playing.contains(is.seat()), () -> at() + "who left: " + is);
                assertTrue(is.hp() >= 1 && is.hp() <= 100, () -> at() + is);
                assertTrue(is.x() >= 0 && is.x() < SIDE, () -> at() + is);
                assertTrue(is.y() >= 0 && is.y() < SIDE, () -> at() + is);
                ArenaView.WarriorView was = before.get(is.id());
                if (was != null) {
                    double bound = (was.haste() > 0 ? 25 : 17) * 1.1;
                    double way = Math.hypot(is.x() - was.x(), is.y() - was.y());
                    assertTrue(way <= bound, () -> at() + was + " -> " + is);
                }
            }
            for (int seat : playing) {
                Long fell = fellAt.get(seat);
                boolean lives = now.containsKey(seat + "-0");
                assertEquals(fell == null, lives, () -> at() + "seat " + seat);
                assertTrue(
                        fell == null || match.room.tick() - fell < RESPAWN,
                        () -> at() + "seat " + seat + " is away for too long");
            }
            before = now;
        }

        private void hear() {
            for (; told < match.told.size(); told++) {
                BotMatch.Told heard = match.told.get(told);
                if (heard.event() instanceof ArenaEvent.WarriorEliminated fall) {
                    fallen++;
                    fellAt.put(seat(fall.victim()), heard.tick());
                    fall.killer().ifPresent(by -> killsBySeat.merge(seat(by), 1L, Long::sum));
                    killed += fall.killer().isPresent() ? 1 : 0;
                } else if (heard.event() instanceof ArenaEvent.WarriorRespawned back) {
                    respawned++;
                    int seat = seat(back.warrior());
                    assertEquals(heard.tick() - RESPAWN, fellAt.remove(seat), at() + back);
                    ArenaView.WarriorView is = warriors().get(back.warrior());
                    assertEquals(100, is.hp(), () -> at() + is);
                    assertEquals(0, is.rage() + is.haste() + is.shield(), () -> at() + is);
                    before.remove(back.warrior());
                }
            }
        }

        private static int seat(String warriorId) {
            return Integer.parseInt(warriorId.substring(0, warriorId.indexOf('-')));
        }

        void everybodyLeaves() {
            assertTrue(match.room.standings().isEmpty(), () -> at() + "somebody stayed");
            for (Seat seat : match.room.seats().keySet()) {
                if (!seat.bot()) {
                    match.apply(new Input.Left(seat.index()));
                }
            }
            match.tick();
            Standings standings = match.room.standings().orElseThrow();
            assertEquals("everybody-left", standings.reason(), name);
            assertEquals(match.room.seats().size(), standings.places().size(), name);
            assertEquals(
                    killed - forgotten,
                    standings.places().stream().mapToLong(p -> p.statistic("eliminations")).sum(),
                    name);
        }
    }
}
