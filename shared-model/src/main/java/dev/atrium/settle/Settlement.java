package dev.atrium.settle;

import dev.atrium.proof.Outcome;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is booked for one outcome.
 *
 * @param roomId of which room
 * @param game its game
 * @param players seats in all, bots among them
 * @param finishedAtMs wall time
 * @param gains one for each player, best first; bots get nothing
 */
public record Settlement(
        String roomId, String game, int players, long finishedAtMs, List<Gain> gains) {
    /** The step that says that nothing was booked and never will be. */
    public static final String REFUSED = "refused";

    public Settlement {
        gains = List.copyOf(gains);
    }

    /**
     * The settlement of an outcome.
     *
     * @throws IllegalArgumentException if somebody is in it twice, or a place names no seat
     */
    public static Settlement of(Outcome outcome) {
        List<Gain> gains = new ArrayList<>();
        Set<String> players = new HashSet<>();
        for (Outcome.OutcomePlace place : outcome.standings()) {
            Outcome.OutcomeSeat seat = outcome.seat(place.seat());
            if (seat.bot()) {
                continue;
            }
            if (!players.add(seat.playerId())) {
                throw new IllegalArgumentException("a player is in it twice");
            }
            gains.add(
                    new Gain(
                            seat.playerId(),
                            place.place(),
                            place.place() == 1 ? 1 : 0,
                            place.statistic("eliminations"),
                            place.statistic("damageDealt")));
        }
        return new Settlement(
                outcome.roomId(),
                outcome.game(),
                outcome.seats().size(),
                outcome.finishedAt(),
                gains);
    }
}
