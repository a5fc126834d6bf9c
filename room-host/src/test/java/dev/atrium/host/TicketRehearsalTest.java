package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TicketRehearsalTest {
    @Test
    void everyTicketIsCheckedAndFoundGood() {
        assertEquals(3, TicketRehearsal.play(3));
    }
}
