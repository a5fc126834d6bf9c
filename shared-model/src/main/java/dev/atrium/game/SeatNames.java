package dev.atrium.game;

import java.util.Collection;

/** Names at the seats of one room. */
public final class SeatNames {
    private SeatNames() {}

    /**
     * A name that nobody at the table has: the wanted one, or with the first number from 2 on
     * behind it that makes it one.
     *
     * @param wanted 1 to 60 characters
     * @param taken those of the others, fewer than 1,000
     */
    public static String distinct(String wanted, Collection<String> taken) {
        String name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + " " + number;
        }
        return name;
    }
}
