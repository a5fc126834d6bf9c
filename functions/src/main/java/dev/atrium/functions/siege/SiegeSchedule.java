package dev.atrium.functions.siege;

import dev.atrium.catalog.Games;
import dev.atrium.escrow.Escrow;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.functions.edge.Stores;
import dev.atrium.functions.placement.Placement;
import dev.atrium.functions.placement.UnopenedRooms;
import dev.atrium.game.GameInfo;
import dev.atrium.match.SiegeEntry;
import dev.atrium.match.SiegeSlots;
import dev.atrium.match.SiegeStatus;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SiegeRow;
import dev.atrium.schema.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Starts sieges whose time has come. Any number may run at once: who claims a siege starts it.
 * Whoever dies over it leaves a claim that ends, and another goes on: each step may be done again.
 * Blocking and thread-safe.
 *
 * <p>The order: the siege is claimed, which ends registrations; its escrow is opened and everybody
 * pays who has not; the room is placed under the id that was drawn for it; that it has started is
 * written down; the tickets are given. If it does not take place, that is written down, the escrow
 * is refunded, and all are told. So it goes too with one whose room is void, or about to be, before
 * all were told of it.
 */
final class SiegeSchedule {
    /** A little longer than a function runs. */
    static final long CLAIM_MS = 35_000;

    /** So long a siege waits for a host that has room for it. */
    static final long CAPACITY_WAIT_MS = 60_000;

    /** Who is given a ticket has so long at least until a room is swept that nobody enters. */
    static final long ENTER_MS_MIN = 15_000;

    private static final Logger LOG = LoggerFactory.getLogger(SiegeSchedule.class);

    private final SiegeBook book;
    private final SiegeFees fees;
    private final Stores stores;
    private final Placement placement;
    private final SiegePlayers players;
    private final InstantSource clock;
    private final GameInfo game;

    private SiegeSchedule(Functions functions) {
        this.book = Sieges.bookOf(functions);
        this.fees = SiegeFees.of(functions);
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
        for (SiegeRow due : book.due(clock.millis())) {
            try {
                look(due, maintenance);
            } catch (RuntimeException e) {
                LOG.error("siege {} is looked at again", due.slot(), e);
            }
        }
    }

    private void look(SiegeRow found, boolean maintenance) {
        long nowMs = clock.millis();
        if (found.told()) {
            if (!Sieges.isRunning(found, nowMs)) {
                book.finish(found, nowMs);
            }
            return;
        }
        String by = RoomId.draw().value();
        Optional<SiegeRow> claimed = book.claim(found, by, nowMs, nowMs + CLAIM_MS);
        if (claimed.isEmpty()) {
            return;
        }
        try {
            goOn(claimed.get(), by, maintenance);
        } catch (RuntimeException e) {
            release(claimed.get(), by, e);
            throw e;
        }
    }

    /** What fails passes mostly: nobody should wait for the claim's end. */
    private void release(SiegeRow siege, String by, RuntimeException failure) {
        try {
            book.release(siege, by);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void goOn(SiegeRow siege, String by, boolean maintenance) {
        Optional<SiegeRow> decided =
                switch (siege.status()) {
                    case OPEN, STARTING -> decide(siege, by, maintenance);
                    case STARTED -> startedBefore(siege, by);
                    case CANCELLED -> Optional.of(siege);
                };
        if (decided.isPresent()) {
            tell(decided.get());
            book.told(decided.get());
            if (decided.get().status() == SiegeStatus.CANCELLED) {
                book.finish(decided.get(), clock.millis());
            }
        }
    }

    /** Empty if it is not decided now, or another has decided. */
    private Optional<SiegeRow> decide(SiegeRow siege, String by, boolean maintenance) {
        Optional<RoomRow> before = room(siege);
        if (before.isPresent()) {
            return before.get().status() == RoomStatus.VOID
                    ? book.callOff(siege, by, "room-void")
                    : start(siege, by);
        }
        if (clock.millis() - siege.startsAtMs() > SiegeSlots.LATE_START_MS_MAX) {
            return book.callOff(siege, by, "too-late");
        }
        if (maintenance) {
            return book.callOff(siege, by, "maintenance");
        }
        List<SiegeEntry> paid =
                SiegeBook.entriesOf(siege).stream().filter(entry -> pays(siege, entry)).toList();
        if (paid.size() < SiegeSlots.PLAYERS_MIN) {
            return book.callOff(siege, by, "not-enough-players");
        }
        if (isPlaced(siege, seats(siege, paid))) {
            return start(siege, by);
        }
        if (clock.millis() - siege.startsAtMs() > CAPACITY_WAIT_MS) {
            return book.callOff(siege, by, "no-capacity");
        }
        LOG.warn("no host has room for siege {}", siege.slot());
        book.release(siege, by);
        return Optional.empty();
    }

    private Optional<SiegeRow> start(SiegeRow siege, String by) {
        Optional<SiegeRow> started = book.start(siege, by, clock.millis());
        if (started.isEmpty()
                && book.find(siege.startsAtMs())
                        .filter(now -> now.status() == SiegeStatus.CANCELLED)
                        .isPresent()) {
            placement.callOff(new RoomId(siege.roomId()));
        }
        return started;
    }

    /** Who started it may have told some, all or none. */
    private Optional<SiegeRow> startedBefore(SiegeRow siege, String by) {
        return room(siege).orElseThrow().status() == RoomStatus.VOID
                ? book.callOff(siege, by, "room-void")
                : Optional.of(siege);
    }

    /**
     * The room of a siege that somebody has placed before, if he has. If it is about to be swept it
     * is void now, unless somebody enters at this moment: nobody should be sent to a room that is
     * gone when he comes.
     */
    private Optional<RoomRow> room(SiegeRow siege) {
        Optional<RoomRow> found = stores.find(Tables.ROOMS, siege.roomId());
        if (found.filter(this::isAboutToBeSwept).isEmpty()) {
            return found;
        }
        placement.callOff(new RoomId(siege.roomId()));
        return stores.find(Tables.ROOMS, siege.roomId());
    }

    private boolean isAboutToBeSwept(RoomRow room) {
        long sweptAtMs = room.createdAtMs() + UnopenedRooms.UNOPENED_MS_MAX;
        return room.status() == RoomStatus.PLACED && sweptAtMs - clock.millis() < ENTER_MS_MIN;
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

    private boolean pays(SiegeRow siege, SiegeEntry entry) {
        return switch (fees.take(siege, entry)) {
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
            fees.giveAllBack(siege);
            tellCancelled(siege, siege.entries().keySet(), String.valueOf(siege.reason()));
            LOG.info("siege {} does not take place: {}", siege.slot(), siege.reason());
            return;
        }
        RoomRow room =
                stores.find(Tables.ROOMS, siege.roomId())
                        .orElseThrow(() -> new IllegalStateException("no room " + siege.roomId()));
        if (room.status() == RoomStatus.FINISHED) {
            // Whoever died had told them: it was played.
            return;
        }
        List<SeatPlan> seats = SeatPlans.of(room);
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

    private void tellCancelled(SiegeRow siege, Collection<String> playerIds, String reason) {
        players.tell(playerIds, new SiegeMessages.SiegeCancelled(siege.startsAtMs(), reason));
    }
}
