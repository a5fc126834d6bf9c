package dev.atrium.message;

/**
 * A record that crosses a boundary: a command, a query and its answer, a view, an event, a message
 * to another room. Its components may be {@code int}, {@code long}, {@code boolean}, {@code
 * String}, an enum, {@link Deadline}, another message record, and {@code List}, {@code Optional} or
 * {@code SortedMap<String, …>} of these; ranges are checked in its compact constructor by {@link
 * IllegalArgumentException}. No floating point, no other maps, no null.
 *
 * <p>Its name on the wire is its class's in kebab-case ({@code MoveWarrior} is {@code
 * move-warrior}), unless {@link WireName} says otherwise.
 */
public interface Message {}
