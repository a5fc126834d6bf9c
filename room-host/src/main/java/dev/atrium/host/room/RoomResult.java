package dev.atrium.host.room;

import dev.atrium.proof.Outcome;
import dev.atrium.wire.RoomMessages;

import java.util.ArrayList;
import java.util.List;

/** What players are told of an outcome. */
final class RoomResult {
    private RoomResult() {}

    /** The statistic by which a game tells points. */
    private static final String POINTS = "finalScore";

    /** 0 of who sat there and had no part. */
    private static final String PLAYED = "played";

    /** The outcome as a message, once it is stored under that hash. */
    static RoomMessages.GameComplete of(Outcome outcome, String outcomeHash) {
        List<RoomMessages.FinalPlace> places = new ArrayList<>();
        List<RoomMessages.FinalScore> scores = new ArrayList<>();
        for (Outcome.OutcomePlace place : outcome.standings()) {
            Outcome.OutcomeSeat seat = outcome.seat(place.seat());
            places.add(
                    new RoomMessages.FinalPlace(
                            place.seat(),
                            seat.playerId(),
                            seat.name(),
                            place.place(),
                            place.statistics()));
            if (place.statistics().containsKey(POINTS) && place.statistic(PLAYED) > 0) {
                scores.add(
                        new RoomMessages.FinalScore(
                                seat.playerId(),
                                seat.name(),
                                seat.icon(),
                                place.statistic(POINTS),
                                place.place()));
            }
        }
        return new RoomMessages.GameComplete(
                outcomeHash,
                outcome.stateHash(),
                outcome.ticks(),
                outcome.reason(),
                places,
                outcome.winner(),
                outcome.winners(),
                scores);
    }
}
