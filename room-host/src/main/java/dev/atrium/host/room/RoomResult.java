package dev.atrium.host.room;

import dev.atrium.proof.Outcome;
import dev.atrium.wire.RoomMessages;

import java.util.ArrayList;
import java.util.List;

/** What players are told of an outcome. */
final class RoomResult {
    private RoomResult() {}

    /** The outcome as a message, once it is stored under that hash. */
    static RoomMessages.GameComplete of(Outcome outcome, String outcomeHash) {
        List<RoomMessages.FinalPlace> places = new ArrayList<>();
        for (Outcome.OutcomePlace place : outcome.standings()) {
            Outcome.OutcomeSeat seat = outcome.seat(place.seat());
            places.add(
                    new RoomMessages.FinalPlace(
                            place.seat(),
                            seat.playerId(),
                            seat.name(),
                            place.place(),
                            place.statistics()));
        }
        return new RoomMessages.GameComplete(
                outcomeHash,
                outcome.stateHash(),
                outcome.ticks(),
                outcome.reason(),
                places,
                outcome.winner(),
                outcome.winners());
    }
}
