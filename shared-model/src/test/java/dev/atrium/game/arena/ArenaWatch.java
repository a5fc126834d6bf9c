package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.payout.Payouts;
import dev.atrium.payout.Ranked;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Watches a match: remembers the view before, and says what is wrong with the next. */
final class ArenaWatch {
    /** So many fees are drawn for each match. */
    private static final int FEES = 5;

    private final ArenaMode mode;
    private final String name;
    private Map<String, ArenaView.WarriorView> before = new HashMap<>();
    private int told;
    private int min;

    /** Who lost hp to whom. */
    final DamageWatch damage;

    /**
     * Of a match of that mode.
     *
     * @param name of the match, for what it finds
     */
    ArenaWatch(ArenaMode mode, String name) {
        this.mode = mode;
        this.name = name;
        this.damage = new DamageWatch(mode);
    }

    void look(ArenaView view, BotMatch match) {
        String at = name + ", tick " + match.room.tick() + ": ";
        assertTrue(view.warriors().size() <= mode.entry().warriorsMax(), () -> at + "warriors");
        assertTrue(view.powerUps().size() <= mode.powerUps().lyingMax(), () -> at + "power-ups");
        assertTrue(view.arena().min() >= min, () -> at + "the field never grows");
        min = view.arena().min();
        Map<String, ArenaView.WarriorView> now = new HashMap<>();
        for (ArenaView.WarriorView warrior : view.warriors()) {
            now.put(warrior.id(), warrior);
            int side = mode.ground().cells() * Field.SUBUNITS;
            assertTrue(warrior.hp() >= 1 && warrior.hp() <= 100, () -> at + warrior);
            assertTrue(warrior.x() >= 0 && warrior.x() < side, () -> at + warrior);
            assertTrue(warrior.y() >= 0 && warrior.y() < side, () -> at + warrior);
            assertTrue(warrior.rage() >= 0 && warrior.rage() <= 600, () -> at + warrior);
            assertTrue(warrior.haste() >= 0 && warrior.haste() <= 480, () -> at + warrior);
            assertTrue(warrior.shield() >= 0 && warrior.shield() <= 25, () -> at + warrior);
            ArenaView.WarriorView was = before.get(warrior.id());
            if (was != null) {
                assertSpeed(at, was, warrior);
                assertTrue(warrior.eliminations() >= was.eliminations(), () -> at + warrior);
            }
        }
        Map<String, String> killers = assertFallen(at, now, match);
        damage.look(at, match.room.tick(), view.arena(), before, now, killers);
        before = now;
    }

    private static void assertSpeed(
            String at, ArenaView.WarriorView was, ArenaView.WarriorView is) {
        int wayX = is.x() - was.x();
        int wayY = is.y() - was.y();
        double bound = (was.haste() > 0 ? 25 : 17) * 1.1;
        assertTrue(Math.hypot(wayX, wayY) <= bound, () -> at + was + " -> " + is);
    }

    /**
     * Each who is not shown any more was told of once, and no killer is of his own seat.
     *
     * @return the killers by victim
     */
    private Map<String, String> assertFallen(
            String at, Map<String, ArenaView.WarriorView> now, BotMatch match) {
        Set<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(now.keySet());
        Set<String> victims = new HashSet<>();
        Map<String, String> killers = new HashMap<>();
        for (; told < match.told.size(); told++) {
            if (match.told.get(told).event() instanceof ArenaEvent.WarriorEliminated fall) {
                assertTrue(victims.add(fall.victim()), () -> at + "told twice: " + fall);
                fall.killer().ifPresent(by -> assertFalse(seat(by).equals(seat(fall.victim()))));
                fall.killer().ifPresent(by -> killers.put(fall.victim(), by));
            }
        }
        if (!before.isEmpty()) {
            assertEquals(gone, victims, () -> at + "fallen");
        }
        return killers;
    }

    private static String seat(String warriorId) {
        return warriorId.substring(0, warriorId.indexOf('-'));
    }

    void lookAtTheEnd(BotMatch match) {
        assertTrue(match.room.tick() <= lengthTicks(), name + " ends in time");
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
                                        told.event() instanceof ArenaEvent.WarriorEliminated fall
                                                && fall.killer().isPresent())
                        .count(),
                eliminations,
                name);
        if (standings.reason().equals("time")) {
            assertEquals(lengthTicks(), match.room.tick(), name);
        }
        assertPayouts(match, standings);
    }

    /** Whatever entering cost, what is paid out is what was paid in. */
    private void assertPayouts(BotMatch match, Standings standings) {
        int warriors = 0;
        for (Seat seat : match.room.seats().keySet()) {
            warriors += seat.option(Roster.WARRIORS_OPTION, 1);
        }
        List<Ranked> ranked = new ArrayList<>();
        for (Standings.Place place : standings.places()) {
            boolean forfeited = place.statistic("forfeited") > 0;
            ranked.add(new Ranked("p" + place.seat(), place.place(), forfeited));
        }
        DiceStream fees = Dice.of(Stage.seed(name.hashCode())).stream("fees");
        for (int drawn = 0; drawn < FEES; drawn++) {
            long pot = (long) warriors * fees.between(100, 1_000_000);
            Payouts payouts = Payouts.of(pot, mode.shares().orElseThrow(), ranked);
            long paid = payouts.platform() + payouts.burn();
            long last = Long.MAX_VALUE;
            for (int i = 0; i < ranked.size(); i++) {
                long amount = payouts.players().get(i).amount();
                paid += amount;
                assertTrue(amount <= last, name + ": nobody gets more than who is before him");
                last = amount;
            }
            assertEquals(pot, paid, name);
            assertTrue(payouts.players().getFirst().amount() > 0, name + ": the first has a share");
        }
    }

    private int lengthTicks() {
        return ((ArenaMode.Course.Match) mode.course()).lengthTicks();
    }
}
