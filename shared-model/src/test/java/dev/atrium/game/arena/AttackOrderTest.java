package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How often each of two strikes first, if they strike each other at the same ticks. */
class AttackOrderTest {
    private static final int COOLDOWN = 60;
    private static final int WARRIORS_MAX = 100;

    @Test
    void eachWarriorHasOneTurnInEachTick() {
        for (AttackOrder order : AttackOrder.values()) {
            for (int tick : new int[] {0, 1, 59, 60, 61, 119, 120, 35_999, 36_000}) {
                int[] turns = turns(order, tick, 7);
                assertEquals(7 * 6 / 2, Arrays.stream(turns).sum(), order + " " + tick);
                assertEquals(7, Arrays.stream(turns).distinct().count());
            }
        }
    }

    /**
     * After 2n exchanges everything begins anew, so what holds of the first 2n holds of any. Pairs
     * are looked at for those whose first exchange is at the first tick of a cooldown; one at a
     * later tick is the same order with each warrior so many places further.
     */
    @Test
    void ofTwoNExchangesEachOfAnyTwoIsFirstInHalfAndInNoThreeInARow() {
        for (int warriors = 2; warriors <= WARRIORS_MAX; warriors++) {
            int[][] turns = new int[2 * warriors][];
            for (int exchange = 0; exchange < turns.length; exchange++) {
                turns[exchange] = turns(AttackOrder.THERE_AND_BACK, exchange * COOLDOWN, warriors);
                int anew = (exchange + turns.length) * COOLDOWN;
                assertArrayEquals(
                        turns[exchange], turns(AttackOrder.THERE_AND_BACK, anew, warriors));
            }
            for (int one = 0; one < warriors; one++) {
                for (int other = one + 1; other < warriors; other++) {
                    assertFair(turns, one, other);
                }
            }
        }
    }

    private static void assertFair(int[][] turns, int one, int other) {
        int ahead = 0;
        int inARow = 0;
        int run = 0;
        boolean last = false;
        for (int exchange = -2; exchange < turns.length; exchange++) {
            int[] now = turns[Math.floorMod(exchange, turns.length)];
            boolean first = now[one] < now[other];
            run = first == last ? run + 1 : 1;
            last = first;
            if (exchange >= 0) {
                ahead += first ? 1 : 0;
                inARow = Math.max(inARow, run);
            }
        }
        if (inARow > 2 || 2 * ahead != turns.length) {
            throw new AssertionError(
                    "%d and %d of %d: first in %d, and in %d in a row"
                            .formatted(one, other, turns.length / 2, ahead, inARow));
        }
    }

    @Test
    void aFirstExchangeAtALaterTickIsTheSameOrderSoManyPlacesFurther() {
        AttackOrder order = AttackOrder.THERE_AND_BACK;
        for (int warriors = 2; warriors <= WARRIORS_MAX; warriors++) {
            for (int exchange = 0; exchange < 4 * warriors; exchange++) {
                int tick = exchange * COOLDOWN;
                int first = order.first(tick, COOLDOWN, warriors);
                for (int later = 1; later < COOLDOWN; later++) {
                    assertEquals(
                            (first + later) % warriors,
                            order.first(tick + later, COOLDOWN, warriors));
                    assertEquals(
                            order.forwards(tick, COOLDOWN), order.forwards(tick + later, COOLDOWN));
                }
            }
        }
    }

    @Test
    void theSimpleRotationKeptTheSameOneFirstWhereTheNumberDividesTheCooldown() {
        List<Integer> unfair = new ArrayList<>();
        for (int warriors = 2; warriors <= WARRIORS_MAX; warriors++) {
            boolean changes = false;
            int[] turns = turns(AttackOrder.ROTATING, 1, warriors);
            for (int exchange = 1; exchange < 2 * warriors; exchange++) {
                int[] next = turns(AttackOrder.ROTATING, 1 + exchange * COOLDOWN, warriors);
                changes |= (turns[0] < turns[1]) != (next[0] < next[1]);
            }
            if (!changes) {
                unfair.add(warriors);
            }
        }
        assertEquals(List.of(2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60), unfair);
        assertTrue(unfair.contains(20), "a full Blitz");
    }

    /** The turn of each warrior in that tick, 0 for the first. */
    private static int[] turns(AttackOrder order, int tick, int warriors) {
        int[] turns = new int[warriors];
        int next = order.first(tick, COOLDOWN, warriors);
        for (int turn = 0; turn < warriors; turn++) {
            turns[next] = turn;
            next += order.forwards(tick, COOLDOWN) ? 1 : warriors - 1;
            next %= warriors;
        }
        return turns;
    }
}
