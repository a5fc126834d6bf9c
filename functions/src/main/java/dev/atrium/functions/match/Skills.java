package dev.atrium.functions.match;

import java.util.List;

/** How well players play, as far as it is known. */
@FunctionalInterface
interface Skills {
    /** Of somebody of whom nothing is known. */
    int UNKNOWN = 1_500;

    /**
     * The mean skill of players.
     *
     * @param game its id
     * @param playerIds 1 and more
     * @return {@link dev.atrium.match.WaitingTicket#SKILL_MIN} to {@link
     *     dev.atrium.match.WaitingTicket#SKILL_MAX}
     */
    int of(String game, List<String> playerIds);
}
