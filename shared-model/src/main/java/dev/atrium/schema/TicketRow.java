package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * The last ticket of a player: what he waits for, or waited for. There is one row for each player,
 * so nobody has two live ones. A party's is in the rows of all its players, with the same {@code
 * ticketId}; what is said of all of them stands with its leader.
 *
 * @param playerId whose
 * @param ticketId drawn anew whenever somebody queues
 * @param state {@link #WAITING}, {@link #MATCHED} or {@link #CANCELLED}
 * @param queue which queue: the game, and whether it is played for stakes
 * @param leader who queued
 * @param players how many wait together
 * @param entrants JSON array of {@link dev.atrium.match.Entrant}, the leader's row only
 * @param skill their mean
 * @param bots whether they play with house bots
 * @param open whether their room may be joined while it runs
 * @param latencies to regions in ms, none if they named none
 * @param enqueuedAtMs wall time since when they wait
 * @param roomId the match's, once it is matched
 * @param waitingShard the first digit of the ticket's id while it waits, for the index; the
 *     leader's row only
 * @param waitingSince {@code enqueuedAtMs} as a text that sorts like it, while it waits
 * @param ttl seconds since 1970
 */
public record TicketRow(
        String playerId,
        String ticketId,
        String state,
        String queue,
        String leader,
        int players,
        @Nullable String entrants,
        int skill,
        boolean bots,
        boolean open,
        Map<String, Long> latencies,
        long enqueuedAtMs,
        @Nullable String roomId,
        @Nullable String waitingShard,
        @Nullable String waitingSince,
        long ttl) {
    /** It is to be matched. */
    public static final String WAITING = "WAITING";

    /** It has a match. */
    public static final String MATCHED = "MATCHED";

    /** It was taken back, replaced or dropped. */
    public static final String CANCELLED = "CANCELLED";

    /** Whether it is to be matched. */
    public boolean isWaiting() {
        return state.equals(WAITING);
    }
}
