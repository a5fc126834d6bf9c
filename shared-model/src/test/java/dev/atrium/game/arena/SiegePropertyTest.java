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

import java.util.TreeMap;

/** Whole sieges of bots, with people who come late: what must hold at every tick. */
class SiegePropertyTest {

    @Test
    void whateverBotsDoTheRulesHold() {
        int joined = 0;
        for (long seed = 1; seed <= 4; seed++) {
            DiceStream dice = Dice.of(Stage.seed(seed)).stream("shape");
            BotMatch match = drawn(dice, seed);
            ArenaWatch watch = new ArenaWatch(ArenaMode.SIEGE, "siege, seed " + seed);
            watch.look(match.view(), match);
            while (!match.room.finished()) {
                joined += disturb(match, dice);
                match.tick();
                watch.look(match.view(), match);
            }
            watch.lookAtTheEnd(match);
        }
        assertTrue(joined > 10, "who came late: " + joined);
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
    private static int disturb(BotMatch match, DiceStream dice) {
        if (!dice.chance(1, 200)) {
            return 0;
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
                Verdict verdict = match.join(late(dice.between(40, 99), dice.between(1, 5)));
                return verdict instanceof Verdict.Accepted ? 1 : 0;
            }
        }
        return 0;
    }

    private static Seat late(int seat, int warriors) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", Integer.toString(warriors));
        return new Seat(seat, "late-" + seat, "Late " + seat, "fox", true, options);
    }
}
