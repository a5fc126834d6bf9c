package dev.atrium.schema;

/**
 * A player's row on the board {@code party}, absolute.
 *
 * @param board {@code party}
 * @param playerId whose
 * @param name shown
 * @param icon shown
 * @param score what ranks, higher is better
 * @param wins games won or shared
 * @param averageHundredths points a game on average, in hundredths of a point, rounded half up
 * @param played games settled
 * @param correctAnswers in all of them
 * @param robotsIdentified in all of them
 * @param version rises with every change: an older one never replaces a newer
 */
public record PartyBoardRow(
        String board,
        String playerId,
        String name,
        String icon,
        long score,
        long wins,
        long averageHundredths,
        long played,
        long correctAnswers,
        long robotsIdentified,
        long version)
        implements RankedRow {
    /** The boards' table, with rows of this kind. */
    public static final TableDefinition<PartyBoardRow> TABLE =
            Tables.BOARDS.seenAs(PartyBoardRow.class);
}
