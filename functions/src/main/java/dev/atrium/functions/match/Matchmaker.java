package dev.atrium.functions.match;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.game.GameInfo;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.match.MatchPlan;
import dev.atrium.match.MatchRules;
import dev.atrium.match.QueueEntry;
import dev.atrium.message.Message;
import dev.atrium.room.RoomId;
import dev.atrium.room.SeatPlan;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.ServerMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Forms matches: lists who waits, decides, claims, places, sends tickets. Any number may run at
 * once: whoever claims the entries forms the match, the others look again. Blocking.
 *
 * <p>A process that dies between claim and placement takes its entries with it: those players wait
 * no longer, which {@code matchmaking-status} tells, and queue again.
 */
public final class Matchmaker {
    /** So many of the oldest are looked at; the others' turn comes as these are matched. */
    static final int LISTED_MAX = 500;

    /** Rounds in one call; what is left then is left to the next call or the schedule. */
    static final int ROUNDS_MAX = 20;

    /**
     * The index of connections follows the table: one who queued this short a time ago and cannot
     * be found is passed over, not dropped.
     */
    static final long FOUND_WITHIN_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Matchmaker.class);

    private final MatchQueue queue;
    private final Placement placement;
    private final Connections connections;
    private final Tokens tokens;
    private final Settings settings;

    /** A matchmaker of these parts. */
    public Matchmaker(
            MatchQueue queue,
            Placement placement,
            Connections connections,
            Tokens tokens,
            Settings settings) {
        this.queue = queue;
        this.placement = placement;
        this.connections = connections;
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * What it goes by.
     *
     * @param clock the one of the queue's entries
     * @param random draws house bots
     * @param invitations for those who could not be told
     * @param stakes of those who play for some
     */
    public record Settings(
            InstantSource clock, RandomGenerator random, Invitations invitations, Stakes stakes) {}

    /**
     * What a call came to.
     *
     * @param matches formed
     * @param unplaced players for whose match there was no host; they wait on
     */
    public record Report(int matches, Set<String> unplaced) {}

    /**
     * Forms what can be formed now.
     *
     * @param game in the rules version to place
     * @param rules when a match of it starts
     */
    public Report run(GameInfo game, MatchRules rules) {
        Set<String> passedOver = new HashSet<>();
        int matches = 0;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<QueueEntry> waiting =
                    queue.oldest(game.id(), LISTED_MAX).stream()
                            .filter(entry -> !passedOver.contains(entry.playerId()))
                            .toList();
            List<MatchPlan> plans = MatchPlan.all(rules, waiting, settings.clock().millis());
            if (plans.isEmpty()) {
                return new Report(matches, Set.of());
            }
            for (MatchPlan plan : plans) {
                switch (form(game, plan, passedOver)) {
                    case FORMED -> matches++;
                    case LOOK_AGAIN -> {}
                    case NO_CAPACITY -> {
                        LOG.warn("no host has room for a match of {}", game.id());
                        return new Report(matches, Set.copyOf(idsOf(plan)));
                    }
                }
            }
        }
        LOG.info("matchmaking of {} stops after {} rounds", game.id(), ROUNDS_MAX);
        return new Report(matches, Set.of());
    }

    /** What became of a plan. */
    private enum Formed {
        /** A room is placed and everybody was told. */
        FORMED,
        /** Somebody is gone, or was claimed by another. */
        LOOK_AGAIN,
        /** There is no host; the entries are back in the queue. */
        NO_CAPACITY
    }

    private Formed form(GameInfo game, MatchPlan plan, Set<String> passedOver) {
        Map<String, List<String>> reachable = new HashMap<>();
        for (QueueEntry player : plan.players()) {
            List<String> ids = connections.of(player.playerId());
            if (ids.isEmpty()) {
                dropOrPassOver(game, player, passedOver);
            }
            reachable.put(player.playerId(), ids);
        }
        if (reachable.containsValue(List.<String>of()) || !queue.claim(game.id(), plan.players())) {
            return Formed.LOOK_AGAIN;
        }
        List<SeatPlan> seats = plan.seats(settings.random());
        RoomId roomId = RoomId.draw();
        Optional<Placement.Placed> placed;
        Stakes.Collected collected = new Stakes.Collected(true, List.of());
        try {
            if (plan.forStakes()) {
                seats = withFee(seats, open(game, roomId));
            }
            placed = placement.place(roomId, game, seats);
            if (placed.isPresent() && plan.forStakes()) {
                collected = settings.stakes().collect(roomId.value(), plan.players());
            }
        } catch (RuntimeException e) {
            callOff(roomId, plan, List.of(), game);
            throw e;
        }
        if (placed.isEmpty()) {
            queue.putBack(game.id(), plan.players());
            return Formed.NO_CAPACITY;
        }
        if (!collected.complete()) {
            List<QueueEntry> penniless = collected.penniless();
            callOff(roomId, plan, penniless, game);
            penniless.forEach(this::tellUnpaid);
            if (penniless.isEmpty()) {
                // Nobody's fault, so all wait on; not to be tried again in the same breath.
                passedOver.addAll(idsOf(plan));
            }
            return Formed.LOOK_AGAIN;
        }
        LOG.info(
                "room {} of {} placed on {} with {} seats",
                placed.get().room().roomId(),
                game.id(),
                placed.get().host().hostId(),
                seats.size());
        invite(placed.get(), seats, reachable);
        return Formed.FORMED;
    }

    /** Before the room's row is written: whoever makes the room void then finds its escrow. */
    private EntryTerms open(GameInfo game, RoomId roomId) {
        EntryTerms terms =
                settings.stakes()
                        .terms(game.id())
                        .orElseThrow(() -> new IllegalStateException(game.id() + " has no fee"));
        settings.stakes().open(roomId.value(), terms);
        return terms;
    }

    /** The fee stands in the seats, and so in the room's journal. */
    private static List<SeatPlan> withFee(List<SeatPlan> seats, EntryTerms terms) {
        return seats.stream().map(seat -> seat.with(SeatPlan.FEE, terms.feePerWarrior())).toList();
    }

    /**
     * A match that was to be played is not: what was paid goes back before anybody waits again, so
     * that he has it for the next one. Where that fails, the void room has it done.
     *
     * @param unpaid who do not wait any more
     */
    private void callOff(RoomId roomId, MatchPlan plan, List<QueueEntry> unpaid, GameInfo game) {
        try {
            placement.callOff(roomId);
            if (plan.forStakes()) {
                settings.stakes().giveBack(roomId.value());
            }
        } catch (RuntimeException e) {
            LOG.error("room {} is not called off yet: {}", roomId.value(), e.toString());
        }
        queue.putBack(
                game.id(),
                plan.players().stream().filter(player -> !unpaid.contains(player)).toList());
    }

    private void tellUnpaid(QueueEntry player) {
        ErrorBody why = ErrorBody.of(ErrorCode.INSUFFICIENT_FUNDS, "matchmake");
        sendAway(player.playerId(), ServerMessage.answer(Optional.empty(), why));
    }

    /**
     * Takes everybody out of a game's queue and tells him why; each is told by whoever took him
     * out, so once.
     */
    public void sendAway(GameInfo game, Message why) {
        byte[] message = ServerMessage.answer(Optional.empty(), why);
        int sent = 0;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<QueueEntry> waiting = queue.oldest(game.id(), LISTED_MAX);
            if (waiting.isEmpty()) {
                break;
            }
            try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
                for (QueueEntry entry : waiting) {
                    if (queue.claim(game.id(), List.of(entry))) {
                        sent++;
                        everybody.execute(() -> sendAway(entry.playerId(), message));
                    }
                }
            }
        }
        if (sent > 0) {
            LOG.info("{} who waited for {} were sent away", sent, game.id());
        }
    }

    private void sendAway(String playerId, byte[] message) {
        try {
            connections.post(connections.of(playerId), message);
        } catch (RuntimeException e) {
            // He finds out when he asks how things stand.
            LOG.warn("somebody who waited could not be told: {}", e.toString());
        }
    }

    private void dropOrPassOver(GameInfo game, QueueEntry player, Set<String> passedOver) {
        passedOver.add(player.playerId());
        if (settings.clock().millis() - player.enqueuedAtMs() >= FOUND_WITHIN_MS) {
            // By claim and not by remove: if he came back and queued again, that entry stays.
            queue.claim(game.id(), List.of(player));
        }
    }

    /**
     * Tells everybody at once, so that nobody waits for the others to be told; every ticket is
     * signed before the first is.
     */
    private void invite(
            Placement.Placed placed, List<SeatPlan> seats, Map<String, List<String>> reachable) {
        Map<String, byte[]> messages = new HashMap<>();
        for (SeatPlan seat : seats) {
            if (!seat.bot()) {
                messages.put(seat.playerId(), matchFound(placed, seat));
            }
        }
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            messages.forEach(
                    (playerId, message) ->
                            everybody.execute(() -> tell(placed, playerId, reachable, message)));
        }
    }

    private byte[] matchFound(Placement.Placed placed, SeatPlan seat) {
        String roomId = placed.room().roomId();
        Tokens.Issued ticket =
                tokens.issueTicket(new Ticket(roomId, seat.playerId(), Optional.of(seat.index())));
        return ServerMessage.answer(
                Optional.empty(),
                new MatchMessages.MatchFound(
                        roomId,
                        placed.room().game(),
                        ticket.token(),
                        placed.host().directUrl(),
                        ticket.expiresAt().toEpochMilli()));
    }

    private void tell(
            Placement.Placed placed,
            String playerId,
            Map<String, List<String>> reachable,
            byte[] message) {
        String roomId = placed.room().roomId();
        try {
            if (!connections.post(reachable.getOrDefault(playerId, List.of()), message)) {
                LOG.warn("room {}: a player could not be told", roomId);
                settings.invitations().keep(playerId, message);
            }
        } catch (RuntimeException e) {
            LOG.error("room {}: a player could not be invited", roomId, e);
        }
    }

    private static List<String> idsOf(MatchPlan plan) {
        return new ArrayList<>(plan.players().stream().map(QueueEntry::playerId).toList());
    }
}
