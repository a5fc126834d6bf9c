package dev.atrium.game;

import dev.atrium.dice.Dice;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a play starts from.
 *
 * @param seats those who sit at tick 0, by rising index
 * @param options the room's settings, by name
 * @param dice the room's dice, never rolled before
 */
public record Opening(List<Seat> seats, SortedMap<String, String> options, Dice dice) {
    public Opening {
        seats = List.copyOf(seats);
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }
}
