package dev.atrium.functions.settle;

import dev.atrium.catalog.Games;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowState;
import dev.atrium.escrow.RoomEscrow;
import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.functions.notice.Connections;
import dev.atrium.functions.stakes.Payday;
import dev.atrium.game.Game;
import dev.atrium.message.Message;
import dev.atrium.payout.Payout;
import dev.atrium.payout.Payouts;
import dev.atrium.payout.Ranked;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.settle.MatchState;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Tells players through the {@code @connections} API. */
final class GatewayNotices implements Notices {
    /** Who cannot be told by then asks for the match himself. */
    static final long TELL_MS_MAX = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(GatewayNotices.class);

    private final Connections connections;
    private final Escrow escrow;

    GatewayNotices(Connections connections, Escrow escrow) {
        this.connections = connections;
        this.escrow = escrow;
    }

    /**
     * How it stands with a match that is over.
     *
     * @param roomId which
     * @param state as {@link MatchState} names it
     * @param gain what the player got of the pot, in the smallest unit; {@code null} on the wire
     *     where no pot was paid
     */
    record MatchSettled(String roomId, String state, Optional<Long> gain) implements Message {}

    @Override
    public void settled(OutcomeRow row) {
        try {
            Outcome outcome = new OutcomeDocument(row.document()).read();
            List<String> players =
                    outcome.seats().stream()
                            .filter(seat -> !seat.bot())
                            .map(Outcome.OutcomeSeat::playerId)
                            .toList();
            tell(row.roomId(), MatchState.SETTLED, players, gains(outcome));
        } catch (WireException | RuntimeException e) {
            LOG.warn("room {}: nobody is told: {}", row.roomId(), e.toString());
        }
    }

    @Override
    public void disputed(RoomRow room) {
        tellSeated(room, MatchState.DISPUTED);
    }

    @Override
    public void refunded(RoomRow room) {
        tellSeated(room, MatchState.REFUNDED);
    }

    private void tellSeated(RoomRow room, MatchState state) {
        try {
            List<String> players =
                    SeatPlans.of(room).stream()
                            .filter(seat -> !seat.bot())
                            .map(SeatPlan::playerId)
                            .toList();
            tell(room.roomId(), state, players, Map.of());
        } catch (RuntimeException e) {
            LOG.warn("room {}: nobody is told: {}", room.roomId(), e.toString());
        }
    }

    /** What each has got of the pot, none without one. */
    private Map<String, Long> gains(Outcome outcome) {
        Optional<RoomEscrow> paid =
                escrow.find(outcome.roomId()).filter(found -> found.state() == EscrowState.PAID);
        return paid.flatMap(
                        found ->
                                Games.all()
                                        .find(outcome.game(), outcome.rulesVersion())
                                        .flatMap(Game::shares)
                                        .map(
                                                shares -> {
                                                    List<Ranked> ranked =
                                                            Payday.ranked(outcome, found.entries());
                                                    return Payouts.of(found.pot(), shares, ranked);
                                                }))
                .map(GatewayNotices::byPlayer)
                .orElse(Map.of());
    }

    private static Map<String, Long> byPlayer(Payouts payouts) {
        return payouts.players().stream()
                .collect(Collectors.toMap(Payout::playerId, Payout::amount, Long::sum));
    }

    private void tell(
            String roomId, MatchState state, Collection<String> players, Map<String, Long> gains) {
        List<Callable<Boolean>> posts =
                players.stream()
                        .distinct()
                        .map(player -> post(roomId, state, player, gains))
                        .toList();
        // Not closed, which would wait for those that are late.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var _ = threads.invokeAll(posts, TELL_MS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Boolean> post(
            String roomId, MatchState state, String playerId, Map<String, Long> gains) {
        Optional<Long> gain = Optional.ofNullable(gains.get(playerId));
        byte[] utf8 =
                ServerMessage.answer(
                        Optional.empty(), new MatchSettled(roomId, state.wireName(), gain));
        return () -> connections.post(connections.of(playerId), utf8);
    }
}
