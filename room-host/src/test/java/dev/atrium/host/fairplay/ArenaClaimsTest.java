package dev.atrium.host.fairplay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Viewer;
import dev.atrium.game.arena.ArenaView;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.game.arena.Point;
import dev.atrium.proof.HostlessRoom;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What warriors' places are held against in the arena itself: with haste, and about a fall. */
class ArenaClaimsTest {
    private static final int RATE_HZ = 60;
    private static final int HASTY = 25;
    private static final int FAR = 2 * 256;

    private final SeatConduct seat = new SeatConduct(FairPlayLimits.ARENA, RATE_HZ, 0);
    private long tick;
    private long sequence;

    /** Two warriors of seat 0, the first of them with haste on his way to the east. */
    private ArenaView view(boolean firstLives) {
        List<ArenaView.WarriorView> warriors = new ArrayList<>();
        if (firstLives) {
            warriors.add(warrior("0-0", x(tick), Direction.E, 400));
        }
        warriors.add(warrior("0-1", 5_000, Direction.STOP, 0));
        return new ArenaView(
                ArenaView.Phase.FIGHTING,
                Optional.empty(),
                new ArenaView.FieldView(64, 256, 0, 16_384, ArenaView.Shrink.NONE),
                warriors,
                List.of(),
                Optional.empty());
    }

    private static ArenaView.WarriorView warrior(String id, int x, Direction way, int haste) {
        return new ArenaView.WarriorView(id, 0, x, 900, way, 80, 0, haste, 0, 0);
    }

    private static int x(long ofTick) {
        return (int) (HASTY * ofTick);
    }

    private void play(int ticks, boolean firstLives) {
        for (int i = 0; i < ticks; i++) {
            tick++;
            if (seat.follows()) {
                seat.follow(tick, view(firstLives));
            }
        }
    }

    private static MoveWarrior move(String id, int x) {
        return new MoveWarrior(id, Direction.E, Optional.of(new Point(x, 900)));
    }

    private Ruling claims(String id, int x) {
        seat.heard(tick, ++sequence);
        return seat.took(tick, sequence, move(id, x), 0);
    }

    /** The rules refuse what is said of a warrior who has fallen. */
    private Ruling claimsOfTheFallen() {
        seat.heard(tick, ++sequence);
        return seat.refused(tick, "warrior-fallen");
    }

    /** He is heard often, as of one who steers, so that nothing can have waited on its way. */
    private void steer(int ticks, boolean firstLives) {
        for (int i = 0; i < ticks; i += 10) {
            play(10, firstLives);
            assertEquals(Ruling.FAIR, claims("0-1", 5_000));
        }
    }

    @Test
    void warriorWithHasteIsBelievedWhereHeWasASecondAgoAndNotBeyondTwoCells() {
        claims("0-0", 0);
        steer(120, true);
        assertEquals(Ruling.FAIR, claims("0-0", x(tick)));
        assertEquals(Ruling.FAIR, claims("0-0", x(tick - RATE_HZ)), "1,500 subunits behind");
        assertEquals(Ruling.FAIR, claims("0-0", x(tick - RATE_HZ) - FAR));
        assertEquals(Ruling.FAIR, claims("0-0", x(tick + 20)), "shown a third of a second ahead");
        assertEquals(Ruling.FAIR, claims("0-0", x(tick) + FAR));
        assertEquals(new Ruling.Flagged(Flag.TELEPORT), claims("0-0", x(tick) + FAR + 1));
        assertEquals(new Ruling.Flagged(Flag.TELEPORT), claims("0-0", x(tick - RATE_HZ) - FAR - 1));
        assertEquals(Map.of("teleport", 2), seat.flags());
    }

    @Test
    void commandsToOneWhoJustFellAreNoFlagsWhereverHeIsShown() {
        claims("0-0", 0);
        steer(120, true);
        play(1, false);
        assertEquals(Ruling.FAIR, claimsOfTheFallen());
        steer(30, false);
        assertEquals(Ruling.FAIR, claimsOfTheFallen());
        assertEquals(Map.of(), seat.flags());
    }

    @Test
    void oneWhoFellAndReturnsIsJudgedASecondAfterHisReturnAndTheOtherAllTheTime() {
        claims("0-0", 0);
        steer(120, true);
        steer(180, false);
        assertEquals(
                new Ruling.Flagged(Flag.TELEPORT), claims("0-1", 9_999), "he stood all the time");
        int fellAt = x(120);
        play(1, true);
        assertTrue(x(tick) - fellAt > 2_000, "he is back elsewhere");
        assertEquals(Ruling.FAIR, claims("0-0", fellAt), "his client has not seen it yet");
        steer(RATE_HZ - 10, true);
        assertEquals(Ruling.FAIR, claims("0-0", fellAt));
        steer(20, true);
        assertEquals(new Ruling.Flagged(Flag.TELEPORT), claims("0-0", fellAt));
        assertEquals(Map.of("teleport", 2), seat.flags());
    }

    @Test
    void inAWholeMatchNobodyIsFlaggedWhoShowsHisWarriorsAsTheViewsHadThem() {
        int hasty = 0;
        int fallen = 0;
        for (int number = 1; number <= 10; number++) {
            HostlessRoom room = room(number);
            RoomMachine machine = room.machine();
            Map<Integer, SeatConduct> conducts = new TreeMap<>();
            machine.seats()
                    .keySet()
                    .forEach(
                            one ->
                                    conducts.put(
                                            one.index(),
                                            new SeatConduct(FairPlayLimits.ARENA, RATE_HZ, 0)));
            ArrayDeque<ArenaView> shown = new ArrayDeque<>();
            while (!machine.finished()) {
                room.tick();
                ArenaView now = (ArenaView) machine.view(Viewer.WATCHER);
                conducts.forEach((index, one) -> one.follow(machine.tick(), now));
                shown.add(now);
                // What he says is up to a second old by then.
                int old = 5 + (int) (machine.tick() % 55);
                while (shown.size() > old) {
                    shown.remove();
                }
                if (machine.tick() % 7 != 0) {
                    continue;
                }
                sequence++;
                for (ArenaView.WarriorView was : shown.element().warriors()) {
                    SeatConduct one = conducts.get(was.seat());
                    one.heard(machine.tick(), sequence);
                    boolean lives = now.warriors().stream().anyMatch(w -> w.id().equals(was.id()));
                    MoveWarrior said =
                            new MoveWarrior(
                                    was.id(),
                                    was.direction(),
                                    Optional.of(new Point(was.x(), was.y())));
                    Ruling ruling =
                            lives
                                    ? one.took(machine.tick(), sequence, said, 0)
                                    : one.refused(machine.tick(), "warrior-fallen");
                    assertEquals(Ruling.FAIR, ruling, "match " + number + ": " + was);
                    hasty += lives && was.haste() > 0 ? 1 : 0;
                    fallen += lives ? 0 : 1;
                }
            }
        }
        assertTrue(hasty > 100, "claims with haste: " + hasty);
        assertTrue(fallen > 20, "claims of who just fell: " + fallen);
    }

    /** Five seats with two warriors each, all played by bots. */
    private static HostlessRoom room(int number) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "2"));
            seats.add(new Seat(i, "p-" + i, "P" + i, "fox", true, options));
        }
        HostlessRoom room =
                HostlessRoom.open(
                        new BlitzGame(),
                        "0123456789abcdef".repeat(2),
                        Seed.ofHex("%02x".formatted(number).repeat(Seed.BYTES)),
                        seats);
        room.seatBots();
        return room;
    }
}
