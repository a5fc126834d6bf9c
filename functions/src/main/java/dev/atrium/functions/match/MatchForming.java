package dev.atrium.functions.match;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.placement.Placement;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.match.Entrant;
import dev.atrium.match.MatchPlan;
import dev.atrium.match.MatchRules;
import dev.atrium.match.MatchSeats;
import dev.atrium.room.RoomId;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.ServerMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes a match of a plan, in this order: look whether its players can be told, take its tickets
 * out of the index, choose a host, write tickets and room in one transaction, take entry fees, tell
 * the players. Whatever fails before the transaction leaves the tickets waiting as they were. Who
 * dies after the claim leaves tickets that are found again once their time in the index has come;
 * who dies after the transaction, a room that nobody opens, and its players ask for their match
 * with {@code matchmaking-status}. Blocking and thread-safe.
 */
final class MatchForming implements Matchmaker.Forming {
    /**
     * The index of connections follows the table: one who queued this short a time ago and cannot
     * be found is passed over, not dropped.
     */
    static final long FOUND_WITHIN_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(MatchForming.class);

    private final TicketBook tickets;
    private final WaitingIndex index;
    private final Placement placement;
    private final Summons summons;
    private final Settings settings;

    MatchForming(
            TicketBook tickets,
            WaitingIndex index,
            Placement placement,
            Summons summons,
            Settings settings) {
        this.tickets = tickets;
        this.index = index;
        this.placement = placement;
        this.summons = summons;
        this.settings = settings;
    }

    /**
     * What it goes by.
     *
     * @param clock the one of the tickets
     * @param random draws house bots
     * @param stakes of those who play for some
     * @param openRooms that others may join
     */
    record Settings(
            InstantSource clock, RandomGenerator random, Stakes stakes, OpenRooms openRooms) {
        /** Those of a process. */
        static Settings of(Functions functions) {
            return new Settings(
                    functions.clock(),
                    new SecureRandom(),
                    functions.stakes(),
                    new OpenRooms(() -> functions.stores().redis(), functions.stores().keys()));
        }
    }

    @Override
    public Matchmaker.Formed form(MatchedGames.MatchedGame game, Queue queue, MatchPlan plan) {
        WaitingIndex.Claim claim = index.claim(queue, plan.tickets(), nowMs());
        if (!claim.missing().isEmpty()) {
            return new Matchmaker.Formed.LookAgain(Set.copyOf(claim.missing()), Set.of());
        }
        List<QueuedTicket> claimed = claim.tickets();
        try {
            return formOf(game, queue, plan, claimed);
        } catch (RuntimeException e) {
            putBack(game.rules(), queue, claimed);
            throw e;
        }
    }

    private Matchmaker.Formed formOf(
            MatchedGames.MatchedGame game,
            Queue queue,
            MatchPlan plan,
            List<QueuedTicket> claimed) {
        Map<String, List<String>> reachable = summons.connections(claimed);
        List<QueuedTicket> unreachable =
                claimed.stream()
                        .filter(t -> t.playerIds().stream().anyMatch(p -> none(reachable, p)))
                        .toList();
        if (!unreachable.isEmpty()) {
            return without(game.rules(), queue, claimed, unreachable);
        }
        Optional<HostRow> host = placement.choose(game.info(), plan.region());
        if (host.isEmpty()) {
            putBack(game.rules(), queue, claimed);
            return new Matchmaker.Formed.NoCapacity();
        }
        RoomId roomId = RoomId.draw();
        List<List<Entrant>> entrants = claimed.stream().map(QueuedTicket::entrants).toList();
        List<SeatPlan> seats = MatchSeats.of(plan, entrants, settings.random());
        if (queue.stakes()) {
            seats = withFee(seats, open(queue, roomId));
        }
        RoomRow room = placement.row(roomId, game.info(), seats, host.get());
        if (!tickets.match(queue, claimed, room)) {
            return lostTo(game.rules(), queue, claimed, roomId);
        }
        if (queue.stakes()) {
            Optional<Matchmaker.Formed> unpaid = collect(game.rules(), queue, claimed, roomId);
            if (unpaid.isPresent()) {
                return unpaid.get();
            }
        }
        index.forget(queue, plan.tickets());
        if (game.rules().joinable() && claimed.stream().allMatch(QueuedTicket::open)) {
            settings.openRooms().offer(queue, room, game.info().seatsMax() - seats.size());
        }
        LOG.info(
                "room {} of {} placed on {} with {} seats",
                room.roomId(),
                queue.name(),
                host.get().hostId(),
                seats.size());
        summons.invite(room, host.get().directUrl(), seats, reachable);
        return new Matchmaker.Formed.Placed();
    }

    private static boolean none(Map<String, List<String>> reachable, String playerId) {
        return reachable.getOrDefault(playerId, List.of()).isEmpty();
    }

    /** Who has no connection is dropped, or passed over while he may just have come. */
    private Matchmaker.Formed without(
            MatchRules rules,
            Queue queue,
            List<QueuedTicket> claimed,
            List<QueuedTicket> unreachable) {
        Set<String> gone = new HashSet<>();
        Set<String> passedOver = new HashSet<>();
        List<QueuedTicket> back = new ArrayList<>(claimed);
        for (QueuedTicket ticket : unreachable) {
            if (nowMs() - ticket.enqueuedAtMs() < FOUND_WITHIN_MS) {
                passedOver.add(ticket.ticketId());
            } else {
                gone.add(ticket.ticketId());
                back.remove(ticket);
                var _ = tickets.cancel(queue, ticket);
                index.forget(queue, List.of(ticket.waiting()));
            }
        }
        putBack(rules, queue, back);
        return new Matchmaker.Formed.LookAgain(gone, passedOver);
    }

    /** Somebody of them waits no longer: cancelled, or queued again. */
    private Matchmaker.Formed lostTo(
            MatchRules rules, Queue queue, List<QueuedTicket> claimed, RoomId roomId) {
        if (queue.stakes()) {
            var _ = settings.stakes().giveBack(roomId.value());
        }
        Set<String> gone = new HashSet<>();
        List<QueuedTicket> back = new ArrayList<>();
        for (QueuedTicket ticket : claimed) {
            boolean waits =
                    tickets.find(ticket.leader())
                            .filter(row -> row.ticketId().equals(ticket.ticketId()))
                            .filter(row -> row.isWaiting())
                            .isPresent();
            if (waits) {
                back.add(ticket);
            } else {
                gone.add(ticket.ticketId());
                index.forget(queue, List.of(ticket.waiting()));
            }
        }
        putBack(rules, queue, back);
        // If nobody has gone they were written to in that moment; their turn comes again.
        return new Matchmaker.Formed.LookAgain(gone, gone.isEmpty() ? ids(claimed) : Set.of());
    }

    /** Before the room's row is written: whoever makes the room void then finds its escrow. */
    private EntryTerms open(Queue queue, RoomId roomId) {
        EntryTerms terms =
                settings.stakes()
                        .terms(queue.game())
                        .orElseThrow(() -> new IllegalStateException(queue.game() + " has no fee"));
        settings.stakes().open(roomId.value(), terms);
        return terms;
    }

    /** The fee stands in the seats, and so in the room's journal. */
    private static List<SeatPlan> withFee(List<SeatPlan> seats, EntryTerms terms) {
        return seats.stream().map(seat -> seat.with(SeatPlan.FEE, terms.feePerWarrior())).toList();
    }

    /** Empty if all have paid. */
    private Optional<Matchmaker.Formed> collect(
            MatchRules rules, Queue queue, List<QueuedTicket> claimed, RoomId roomId) {
        List<Entrant> players = claimed.stream().flatMap(t -> t.entrants().stream()).toList();
        Stakes.Collected collected;
        try {
            collected = settings.stakes().collect(roomId.value(), players);
        } catch (RuntimeException e) {
            callOff(rules, queue, claimed, List.of(), roomId);
            throw e;
        }
        if (collected.complete()) {
            return Optional.empty();
        }
        Set<String> penniless = new HashSet<>();
        collected.penniless().forEach(player -> penniless.add(player.playerId()));
        List<QueuedTicket> unpaid =
                claimed.stream()
                        .filter(t -> t.playerIds().stream().anyMatch(penniless::contains))
                        .toList();
        callOff(rules, queue, claimed, unpaid, roomId);
        byte[] why =
                ServerMessage.answer(
                        Optional.empty(),
                        ErrorBody.of(ErrorCode.INSUFFICIENT_FUNDS, MatchMessages.MATCHMAKE));
        penniless.forEach(playerId -> summons.tell(playerId, why));
        // Nobody's fault: all wait on, and are not to be tried again in the same breath.
        return Optional.of(
                new Matchmaker.Formed.LookAgain(
                        ids(unpaid), unpaid.isEmpty() ? ids(claimed) : Set.of()));
    }

    /**
     * A match that was to be played is not: what was paid goes back before anybody waits again, so
     * that he has it for the next one. Where that fails, the void room has it done.
     *
     * @param unpaid who do not wait any more
     */
    private void callOff(
            MatchRules rules,
            Queue queue,
            List<QueuedTicket> claimed,
            List<QueuedTicket> unpaid,
            RoomId roomId) {
        try {
            placement.callOff(roomId);
            var _ = settings.stakes().giveBack(roomId.value());
        } catch (RuntimeException e) {
            LOG.error("room {} is not called off yet: {}", roomId.value(), e.toString());
        }
        List<QueuedTicket> back = new ArrayList<>();
        for (QueuedTicket ticket : claimed) {
            if (unpaid.contains(ticket) || !tickets.unmatch(queue, ticket, roomId.value())) {
                index.forget(queue, List.of(ticket.waiting()));
            } else {
                back.add(ticket);
            }
        }
        putBack(rules, queue, back);
    }

    private void putBack(MatchRules rules, Queue queue, Collection<QueuedTicket> back) {
        long nowMs = nowMs();
        OptionalLong soon = OptionalLong.of(nowMs + Matchmaker.RETRY_MS);
        for (QueuedTicket ticket : back) {
            index.putBack(queue, rules, ticket, soon, nowMs);
        }
    }

    private static Set<String> ids(List<QueuedTicket> tickets) {
        Set<String> ids = new HashSet<>();
        tickets.forEach(ticket -> ids.add(ticket.ticketId()));
        return ids;
    }

    private long nowMs() {
        return settings.clock().millis();
    }
}
