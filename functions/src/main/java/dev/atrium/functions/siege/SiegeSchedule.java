package dev.atrium.functions.siege;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import dev.atrium.catalog.Games;
import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Stores;
import dev.atrium.functions.match.Placement;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.game.GameInfo;
import dev.atrium.match.SiegeEntry;
import dev.atrium.match.SiegeSlots;
import dev.atrium.match.SiegeStatus;
import dev.atrium.room.RoomId;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SiegeRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Starts sieges whose time has come. Any number may run at once: who claims a siege starts it.
 * Whoever dies over it leaves a claim that ends, and another goes on: each step may be done again.
 * Blocking and thread-safe.
 *
 * <p>The order: the siege is claimed, which ends registrations; its escrow is opened and everybody
 * pays who has not; the room is placed under the id that was drawn for it; that it has started is
 * written down; the tickets are given. If it does not take place, that is written down, the escrow
 * is refunded, and all are told.
 */
final class SiegeSchedule {
    /** Longer than a function runs. */
    static final long CLAIM_MS = 60_000;

    /** So long a siege waits for a host that has room for it. */
    static final long CAPACITY_WAIT_MS = 60_000;

    /**
     * Slots that are looked at, so that a schedule that stood still for a day leaves none behind.
     */
    private static final int LOOKED_AT = SiegeSlots.AHEAD_MAX;

    /** Nobody is still being registered for a slot that was so long ago. */
    private static final long SETTLED_MS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(SiegeSchedule.class);

    private final SiegeSlots slots;
    private final SiegeBook book;
    private final Stakes stakes;
    private final Stores stores;
    private final Placement placement;
    private final SiegePlayers players;
    private final InstantSource clock;
    private final GameInfo game;

    /** Slots of which this process knows that there is nothing more to do. */
    private final Set<Long> over = ConcurrentHashMap.newKeySet();

    private SiegeSchedule(Functions functions) {
        this.slots = functions.config().sieges();
        this.book = Sieges.bookOf(functions);
        this.stakes = functions.stakes();
        this.stores = functions.stores();
        this.placement = Placement.of(functions, new SecureRandom());
        this.players = SiegePlayers.of(functions);
        this.clock = functions.clock();
        this.game =
                Games.listed().stream()
                        .map(listed -> listed.game().info())
                        .filter(info -> info.id().equals(Sieges.GAME))
                        .max(Comparator.comparingInt(GameInfo::rulesVersion))
                        .orElseThrow();
    }

    /** That of a process. */
    static SiegeSchedule of(Functions functions) {
        return new SiegeSchedule(functions);
    }

    /**
     * Looks once; a siege that fails does not stop the others, and is looked at again.
     *
     * @param maintenance whether none may start
     */
    void run(boolean maintenance) {
        List<Long> past = slots.past(clock.millis(), LOOKED_AT);
        over.retainAll(new HashSet<>(past));
        for (long slot : past) {
            if (!over.contains(slot)) {
                try {
                    look(slot, maintenance);
                } catch (RuntimeException e) {
                    LOG.error("siege {} is looked at again", slot, e);
                }
            }
        }
    }

    private void look(long slot, boolean maintenance) {
        Optional<SiegeRow> found = book.find(slot);
        if (found.isEmpty()) {
            if (clock.millis() - slot > SETTLED_MS) {
                over.add(slot);
            }
            return;
        }
        if (found.get().told()) {
            over.add(slot);
            return;
        }
        String by = RoomId.draw().value();
        long nowMs = clock.millis();
        Optional<SiegeRow> claimed = book.claim(found.get(), by, nowMs, nowMs + CLAIM_MS);
        if (claimed.isEmpty()) {
            return;
        }
        SiegeRow siege = claimed.get();
        Optional<SiegeRow> decided =
                siege.status() == SiegeStatus.STARTING
                        ? decide(siege, by, maintenance)
                        : Optional.of(siege);
        if (decided.isPresent()) {
            tell(decided.get());
            book.told(decided.get());
        }
    }

    /** Empty if it is not decided now, or another has decided. */
    private Optional<SiegeRow> decide(SiegeRow siege, String by, boolean maintenance) {
        Optional<RoomRow> before = stores.find(Tables.ROOMS, siege.roomId());
        if (before.isEmpty()) {
            if (maintenance) {
                return book.callOff(siege, by, "maintenance");
            }
            List<SiegeEntry> paid = paid(siege);
            if (paid.size() < SiegeSlots.PLAYERS_MIN) {
                return book.callOff(siege, by, "not-enough-players");
            }
            if (!isPlaced(siege, seats(siege, paid))) {
                if (clock.millis() - siege.startsAtMs() > CAPACITY_WAIT_MS) {
                    return book.callOff(siege, by, "no-capacity");
                }
                LOG.warn("no host has room for siege {}", siege.slot());
                book.release(siege, by);
                return Optional.empty();
            }
        }
        Optional<SiegeRow> started = book.start(siege, by, clock.millis());
        if (started.isEmpty()
                && book.find(siege.startsAtMs())
                        .filter(now -> now.status() == SiegeStatus.CANCELLED)
                        .isPresent()) {
            placement.callOff(new RoomId(siege.roomId()));
        }
        return started;
    }

    private static List<SeatPlan> seats(SiegeRow siege, List<SiegeEntry> entries) {
        List<SeatPlan> seats = new ArrayList<>();
        for (SiegeEntry entry : entries) {
            TreeMap<String, String> options = new TreeMap<>();
            options.put("warriors", Integer.toString(entry.warriors()));
            SeatPlan seat =
                    new SeatPlan(
                            seats.size(),
                            entry.playerId(),
                            entry.name(),
                            entry.icon(),
                            false,
                            options,
                            entry.nonceHash());
            seats.add(
                    siege.feePerWarrior() > 0
                            ? seat.with(SeatPlan.FEE, siege.feePerWarrior())
                            : seat);
        }
        return seats;
    }

    /** Those who have paid, by the time of their registration. */
    private List<SiegeEntry> paid(SiegeRow siege) {
        List<SiegeEntry> entries = SiegeBook.entriesOf(siege);
        Optional<EntryTerms> terms = Sieges.terms(siege);
        if (terms.isEmpty()) {
            return entries;
        }
        return entries.stream().filter(entry -> pays(siege, terms.get(), entry)).toList();
    }

    private boolean pays(SiegeRow siege, EntryTerms terms, SiegeEntry entry) {
        return switch (stakes.enter(siege.roomId(), terms, entry)) {
            case Escrow.Entering.Entered entered -> true;
            case Escrow.Entering.Refused refused -> {
                LOG.info("siege {}: an entry is refused: {}", siege.slot(), refused);
                yield false;
            }
        };
    }

    /** False if no host has room for it. */
    private boolean isPlaced(SiegeRow siege, List<SeatPlan> seats) {
        try {
            return placement.place(new RoomId(siege.roomId()), game, seats).isPresent();
        } catch (ConditionalCheckFailedException e) {
            // Who had claimed it before has placed it after all.
            return true;
        }
    }

    private void tell(SiegeRow siege) {
        if (siege.status() == SiegeStatus.CANCELLED) {
            giveBack(siege);
            tellCancelled(siege, siege.entries().keySet(), String.valueOf(siege.reason()));
            LOG.info("siege {} does not take place: {}", siege.slot(), siege.reason());
            return;
        }
        RoomRow room =
                stores.find(Tables.ROOMS, siege.roomId())
                        .orElseThrow(() -> new IllegalStateException("no room " + siege.roomId()));
        List<SeatPlan> seats = seatsOf(room);
        String direct = stores.find(Tables.HOSTS, room.owner()).map(HostRow::directUrl).orElse("");
        players.invite(siege, seats, direct);
        Set<String> seated = seats.stream().map(SeatPlan::playerId).collect(Collectors.toSet());
        tellCancelled(
                siege,
                SiegeBook.entriesOf(siege).stream()
                        .filter(entry -> !entry.late())
                        .map(SiegeEntry::playerId)
                        .filter(playerId -> !seated.contains(playerId))
                        .toList(),
                "not-paid");
        LOG.info(
                "siege {} starts in room {}: {} players",
                siege.slot(),
                room.roomId(),
                seats.size());
    }

    private void tellCancelled(
            SiegeRow siege, java.util.Collection<String> playerIds, String reason) {
        players.tell(playerIds, new SiegeMessages.SiegeCancelled(siege.startsAtMs(), reason));
    }

    /** Opened before, so that who is just paying finds it decided. */
    private void giveBack(SiegeRow siege) {
        Sieges.terms(siege)
                .ifPresent(
                        terms -> {
                            stakes.open(siege.roomId(), terms);
                            var _ = stakes.giveBack(siege.roomId());
                        });
    }

    /** As they were written when it was placed. */
    static List<SeatPlan> seatsOf(RoomRow room) {
        try {
            return Json.mapper().readValue(room.seats(), new TypeReference<List<SeatPlan>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the seats of " + room.roomId() + " are unreadable", e);
        }
    }
}
