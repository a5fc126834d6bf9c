package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.functions.edge.Stores;
import dev.atrium.identity.UserName;
import dev.atrium.message.Message;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.unsettled.MatchStates;
import dev.atrium.wire.RoomMessages.FinalPlace;
import dev.atrium.wire.WireException;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /matches/{roomId}}: a match, and how it ended once its outcome is stored. */
public final class MatchHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;
    private final HostAddresses hosts = new HostAddresses();
    private final HostSilence silence = new HostSilence();
    private final Once<MatchStates> states;

    /** For Lambda. */
    public MatchHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public MatchHandler(Functions functions) {
        this.functions = functions;
        this.states =
                new Once<>(
                        () ->
                                new MatchStates(
                                        functions.dynamo(), functions.config().tablePrefix()));
    }

    /** Somebody at a seat; what only his host needs to know is left out. */
    record MatchPlayer(int seat, String playerId, String name, String icon, boolean bot) {
        MatchPlayer without(Set<String> deleted) {
            return deleted.contains(playerId)
                    ? new MatchPlayer(seat, playerId, UserName.DELETED, icon, bot)
                    : this;
        }
    }

    /**
     * A match as anybody may see it.
     *
     * @param state as {@code MatchState} names it
     * @param epoch rises whenever another host comes to play it
     * @param direct where it is played, until it has ended
     * @param retryAfterMs if the host there gives no sign of life: a hint when to ask again
     * @param stakes what is played for, if anything is
     */
    record Match(
            String roomId,
            String game,
            int rulesVersion,
            RoomStatus status,
            List<MatchPlayer> players,
            Optional<List<FinalPlace>> standings,
            Optional<Long> ticks,
            Optional<String> outcomeHash,
            Optional<String> journalHash,
            Optional<String> stateHash,
            boolean settled,
            String state,
            long epoch,
            Optional<String> direct,
            Optional<Long> retryAfterMs,
            Optional<MatchStakes> stakes)
            implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::match);
    }

    private HttpAnswer match(HttpRequest request) throws WireException {
        Stores stores = functions.stores();
        RoomRow room = RequestedRoom.of(request, stores);
        // An outcome and its room's end are written together: only finished rooms have one.
        Optional<OutcomeDocument> document =
                room.status() == RoomStatus.FINISHED
                        ? stores.find(Tables.OUTCOMES, room.roomId())
                                .map(OutcomeRow::document)
                                .map(OutcomeDocument::new)
                        : Optional.empty();
        Optional<Outcome> outcome = document.map(MatchHandler::read);
        Optional<String> owner = Optional.ofNullable(room.liveOwner());
        List<MatchPlayer> players = players(room, outcome);
        // What was signed keeps their names, and nobody is shown them here.
        Set<String> deleted = deleted(players);
        return HttpAnswer.of(
                new Match(
                        room.roomId(),
                        room.game(),
                        room.rulesVersion(),
                        room.status(),
                        players.stream().map(p -> p.without(deleted)).toList(),
                        outcome.map(over -> standings(over, deleted)),
                        outcome.map(Outcome::ticks),
                        document.map(d -> d.hash().hex()),
                        outcome.map(Outcome::journalHash),
                        outcome.map(Outcome::stateHash),
                        room.settledAtMs() > 0,
                        states.get().of(room).wireName(),
                        room.epoch(),
                        owner.flatMap(id -> hosts.of(id, stores)),
                        owner.flatMap(id -> silence.retryAfterMs(id, stores)),
                        MatchStakes.of(room, outcome, functions)));
    }

    private static Outcome read(OutcomeDocument document) {
        try {
            return document.read();
        } catch (WireException e) {
            throw new IllegalStateException("an outcome cannot be read: " + e.text(), e);
        }
    }

    private Set<String> deleted(List<MatchPlayer> players) {
        return functions
                .accounts()
                .deletedOf(
                        players.stream()
                                .filter(player -> !player.bot())
                                .map(MatchPlayer::playerId)
                                .toList());
    }

    /** Who came late stands in the outcome only. */
    private static List<MatchPlayer> players(RoomRow room, Optional<Outcome> outcome) {
        return outcome.map(
                        over ->
                                over.seats().stream()
                                        .map(
                                                s ->
                                                        new MatchPlayer(
                                                                s.seat(),
                                                                s.playerId(),
                                                                s.name(),
                                                                s.icon(),
                                                                s.bot()))
                                        .toList())
                .orElseGet(
                        () ->
                                SeatPlans.of(room).stream()
                                        .map(
                                                s ->
                                                        new MatchPlayer(
                                                                s.index(),
                                                                s.playerId(),
                                                                s.name(),
                                                                s.icon(),
                                                                s.bot()))
                                        .toList());
    }

    private static List<FinalPlace> standings(Outcome outcome, Set<String> deleted) {
        return outcome.standings().stream()
                .map(
                        place -> {
                            Outcome.OutcomeSeat seat = outcome.seat(place.seat());
                            return new FinalPlace(
                                    seat.seat(),
                                    seat.playerId(),
                                    deleted.contains(seat.playerId())
                                            ? UserName.DELETED
                                            : seat.name(),
                                    place.place(),
                                    place.statistics());
                        })
                .toList();
    }
}
