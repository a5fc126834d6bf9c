package dev.atrium.settle;

import dev.atrium.game.GameInfo;
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
 * @param ranked whether it adds to the players' statistics, and to the boards; their histories have
 *     it anyway
 * @param finishedAtMs wall time
 * @param gains one for each player, best first; bots get nothing
 */
public record Settlement(
        String roomId,
        String game,
        int players,
        boolean ranked,
        long finishedAtMs,
        List<Gain> gains) {
    /** The step that says that nothing was booked and never will be. */
    public static final String REFUSED = "refused";

    /** The step that says that the room's pot is being paid: it cannot be refused any more. */
    public static final String POT = "pot";

    /**
     * The step that says that it does not go on by itself: somebody has got his, and what is left
     * contradicts it. A person must look; it is tried again now and then all the same.
     */
    public static final String HALTED = "halted";

    /** The step that counts the room in the figures of its day. */
    public static final String AGGREGATES = "aggregates";

    /** The step that says that the players were told, after all others. */
    public static final String NOTIFIED = "notified";

    public Settlement {
        gains = List.copyOf(gains);
    }

    /** The name of the step that books a gain: each is done once for a room. */
    public String step(Gain gain) {
        return (ranked ? "statistics#" : "history#") + gain.playerId();
    }

    /**
     * The settlement of an outcome. In a game that is not ranked somebody may leave and take
     * another seat later: then the better of his places counts.
     *
     * @param ranking of its game
     * @throws IllegalArgumentException if somebody is in a ranked one twice, or a place names no
     *     seat
     */
    public static Settlement of(Outcome outcome, GameInfo.Ranking ranking) {
        boolean ranked = ranking == GameInfo.Ranking.RANKED;
        List<Gain> gains = new ArrayList<>();
        Set<String> players = new HashSet<>();
        for (Outcome.OutcomePlace place : outcome.standings()) {
            Outcome.OutcomeSeat seat = outcome.seat(place.seat());
            if (seat.bot()) {
                continue;
            }
            if (!players.add(seat.playerId())) {
                if (ranked) {
                    throw new IllegalArgumentException("a player is in it twice");
                }
                continue;
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
                ranked,
                outcome.finishedAt(),
                gains);
    }
}
