package dev.atrium.schema;

/**
 * A player's row on the board of the arena, absolute.
 *
 * @param board such as {@code blitz}
 * @param playerId whose
 * @param name shown
 * @param icon shown
 * @param score what ranks, higher is better
 * @param wins matches won or shared
 * @param eliminations of others' warriors
 * @param played matches settled
 * @param version rises with every change: an older one never replaces a newer
 */
public record BoardRow(
        String board,
        String playerId,
        String name,
        String icon,
        long score,
        long wins,
        long eliminations,
        long played,
        long version)
        implements RankedRow {}
