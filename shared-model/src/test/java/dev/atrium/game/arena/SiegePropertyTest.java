package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whole sieges, of bots who fight and of walkers who keep apart and last, with people who come
 * late: what must hold at every tick. Failures name the seed.
 */
class SiegePropertyTest {
    /** All that is to have happened in one siege or another, so that none of it goes unwatched. */
    private static final List<String> ALL =
            List.of(
                    "comes BLOOD_MOON",
                    "comes POWER_SURGE",
                    "comes SANCTUARY",
                    "ends by all-fallen",
                    "ends by last-standing",
                    "ends by time",
                    "refused no-late-entry",
                    "refused not-owner",
                    "refused not-seated",
                    "refused out-of-range",
                    "refused room-over",
                    "refused seat-taken",
                    "refused unknown-warrior",
                    "refused warrior-fallen",
                    "shrinks to 16",
                    "shrinks to 32",
                    "shrinks to 48");

    private final TreeSet<String> happened = new TreeSet<>();
    private int late;
    private int alone;
    private int amongHisOwn;

    @Test
    void whateverHappensInASiegeTheRulesHold() {
        for (long seed = 1; seed <= 2; seed++) {
            DiceStream dice = Dice.of(Stage.seed(seed)).stream("shape");
            BotMatch match = drawn(dice, seed);
            watch("bots, seed " + seed, match, () -> disturb(match, dice));
        }
        for (long seed = 3; seed <= 4; seed++) {
            DiceStream dice = Dice.of(Stage.seed(seed)).stream("shape");
            BotMatch match = new BotMatch(new SiegeGame(), seed, Stage.seats(2, 1, 3, 1, 2, 1));
            Walkers walkers = new Walkers(match);
            match.sendBotsAway();
            watch(
                    "walkers, seed " + seed,
                    match,
                    () -> {
                        walkers.command();
                        disturbWalkers(match, dice);
                    });
        }
        BotMatch quiet = new BotMatch(new SiegeGame(), 5, Stage.seats(1, 1, 1, 1));
        Walkers walkers = new Walkers(quiet);
        quiet.sendBotsAway();
        watch("all in peace", quiet, walkers::command);

        assertEquals(ALL, List.copyOf(happened));
        assertTrue(late > 10, "who came late: " + late);
        assertTrue(alone > 10_000, "without an enemy in reach: " + alone);
        assertTrue(amongHisOwn > 500, "and with one of his own in reach: " + amongHisOwn);
    }

    private void watch(String name, BotMatch match, Runnable disturb) {
        ArenaWatch watch = new ArenaWatch(ArenaMode.SIEGE, name);
        watch.look(match.view(), match);
        while (!match.room.finished()) {
            disturb.run();
            match.tick();
            watch.look(match.view(), match);
        }
        note(match.move(0, "0-0", Direction.N));
        watch.lookAtTheEnd(match);
        alone += watch.damage.alone;
        amongHisOwn += watch.damage.amongHisOwn;
        happened.add("ends by " + match.room.standings().orElseThrow().reason());
        for (BotMatch.Told told : match.told) {
            if (told.event() instanceof ArenaEvent.ArenaShrinking shrinking) {
                happened.add("shrinks to " + shrinking.toCells());
            } else if (told.event() instanceof ArenaEvent.SpecialEvent special) {
                happened.add("comes " + special.kind());
            }
        }
    }

    private Verdict note(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            happened.add("refused " + refused.code());
        }
        return verdict;
    }

    /** Commands without sense, people who come at any time, and a few right before half time. */
    private void disturbWalkers(BotMatch match, DiceStream dice) {
        long tick = match.room.tick();
        if (tick == 9_000) {
            match.apply(new Input.Left(0));
        } else if (tick >= 17_980 && tick < 17_984) {
            lateComer(match, (int) (tick - 17_900), 5);
        }
        if (dice.chance(1, 40)) {
            int seat = dice.below(6);
            int owner = dice.chance(1, 2) ? seat : dice.below(8);
            Direction way = Direction.of(dice.between(-1, 1), dice.between(-1, 1));
            note(match.move(seat, owner + "-" + dice.below(4), way));
        }
        if (dice.chance(1, 2_000)) {
            lateComer(match, dice.between(1, 40), dice.between(0, 6));
        }
    }

    private void lateComer(BotMatch match, int seat, int warriors) {
        if (note(match.apply(new Input.Joined(late(seat, warriors)))) instanceof Verdict.Accepted) {
            late++;
        }
    }

    @Test
    void aRestoreInTheMiddleChangesNothing() {
        DiceStream dice = Dice.of(Stage.seed(9)).stream("shape");
        BotMatch match = drawn(dice, 9);
        while (match.room.tick() < 3_700) {
            disturb(match, dice);
            match.tick();
        }
        RoomMachine restored =
                RoomMachine.restore(new SiegeGame(), Stage.seed(9), match.room.snapshot());
        assertEquals(match.room.hash(), restored.hash());
        while (!match.room.finished() && match.room.tick() < 8_000) {
            long before = match.room.tick();
            int known = match.journal.size();
            disturb(match, dice);
            match.tick();
            for (BotMatch.Entry entry : match.journal.subList(known, match.journal.size())) {
                restored.apply(entry.input(), match.emissions);
            }
            restored.advanceTo(before + 1, match.emissions);
            assertEquals(match.room.hash(), restored.hash(), "tick " + match.room.tick());
        }
    }

    /** 10 to 34 seats of 1 to 5 warriors, at most 90 in all. */
    private static BotMatch drawn(DiceStream dice, long seed) {
        int[] warriors = new int[dice.between(10, 34)];
        int left = 90 - warriors.length;
        for (int i = 0; i < warriors.length; i++) {
            int more = Math.min(left, dice.below(5));
            warriors[i] = 1 + more;
            left -= more;
        }
        return new BotMatch(new SiegeGame(), seed, Stage.seats(warriors));
    }

    /** Now and then somebody goes, comes back, leaves, forfeits or comes late. */
    private void disturb(BotMatch match, DiceStream dice) {
        if (!dice.chance(1, 200)) {
            return;
        }
        int seat = dice.below(10);
        switch (dice.below(5)) {
            case 0 -> match.apply(new Input.PresenceChanged(seat, Presence.GONE));
            case 1 -> match.apply(new Input.PresenceChanged(seat, Presence.HERE));
            case 2 -> {
                if (dice.chance(1, 8)) {
                    match.apply(new Input.Left(seat));
                }
            }
            case 3 -> {
                if (dice.chance(1, 8)) {
                    match.apply(new Input.Forfeited(seat, "speed"));
                }
            }
            default -> {
                Seat comer = late(dice.between(40, 99), dice.between(1, 5));
                late += note(match.join(comer)) instanceof Verdict.Accepted ? 1 : 0;
            }
        }
    }

    private static Seat late(int seat, int warriors) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", Integer.toString(warriors));
        return new Seat(seat, "late-" + seat, "Late " + seat, "fox", true, options);
    }
}
