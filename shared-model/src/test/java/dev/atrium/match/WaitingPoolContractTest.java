package dev.atrium.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class WaitingPoolContractTest extends NearTicketsContractTest {
    @Override
    protected NearTickets create(MatchRules rules) {
        return new WaitingPool(rules);
    }

    @Test
    void whoWaitsIsToldTheOldestFirst() {
        WaitingPool pool = new WaitingPool(Waiting.BLITZ);
        WaitingTicket old = Waiting.ticket("a", 1, false, 9);
        WaitingTicket young = Waiting.ticket("b", 1, false, 3);
        pool.add(young, Waiting.NOW);
        pool.add(old, Waiting.NOW);

        assertEquals(List.of(old, young), List.copyOf(pool.waiting()));
        assertEquals(2, pool.size());
        pool.remove(old);
        assertFalse(pool.contains("a"));
        assertTrue(pool.contains("b"));
    }
}
