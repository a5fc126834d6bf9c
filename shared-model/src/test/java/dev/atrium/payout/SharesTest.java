package dev.atrium.payout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SharesTest {
    private static void assertRefused(int platform, int burn, Integer... places) {
        assertThrows(
                IllegalArgumentException.class, () -> new Shares(List.of(places), platform, burn));
    }

    @Test
    void sharesMakeAHundred() {
        assertEquals(List.of(95), new Shares(List.of(95), 3, 2).places());
        assertEquals(List.of(100), new Shares(List.of(100), 0, 0).places());
        assertRefused(3, 3, 95);
        assertRefused(3, 1, 95);
        assertRefused(-1, 1, 100);
        assertRefused(1, -1, 100);
        assertRefused(1, Integer.MAX_VALUE, 100);
    }

    @Test
    void betterPlaceNeverHasLess() {
        assertRefused(0, 0, 49, 51);
        assertRefused(0, 0, 100, 0);
        assertRefused(50, 50);
        assertEquals(95, new Shares(List.of(60, 25, 10), 3, 2).ofPlaces(0, 3));
    }

    @Test
    void placesBeyondTheLastHaveNothing() {
        Shares shares = new Shares(List.of(60, 25, 10), 3, 2);

        assertEquals(35, shares.ofPlaces(1, 7));
        assertEquals(0, shares.ofPlaces(3, 4));
        assertEquals(0, shares.ofPlaces(9, 12));
    }

    @Test
    void listOfTheCallerMayChangeLater() {
        List<Integer> places = new ArrayList<>(List.of(95));
        Shares shares = new Shares(places, 3, 2);
        places.add(5);

        assertEquals(List.of(95), shares.places());
    }
}
