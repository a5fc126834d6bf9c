package dev.atrium.functions.siege;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.functions.edge.Stores;
import dev.atrium.functions.match.MatchMessages;
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.message.Message;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SiegeRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets people into the siege that runs, until half time. The fee is taken before the ticket is
 * given, and what is paid for a siege that runs is not withdrawn by anybody; if the room refuses
 * him after all, he has no part in it, and the settlement gives it back. Blocking and thread-safe.
 */
public final class LateEntry {
    private final Sieges sieges;
    private final Stores stores;
    private final Tokens tokens;

    LateEntry(Sieges sieges, Stores stores, Tokens tokens) {
        this.sieges = sieges;
        this.stores = stores;
        this.tokens = tokens;
    }

    /** That of a process. */
    public static LateEntry of(Functions functions) {
        return new LateEntry(Sieges.of(functions), functions.stores(), functions.tokens());
    }

    /**
     * {@code matchmake} with {@code late}: takes the caller's fee and gives him a ticket that names
     * no seat, but what the room needs to give him one; or, if he had registered and asks for the
     * same, another ticket for his seat.
     *
     * @throws WireException {@code no-siege}, {@code siege-full}, {@code already-registered} or
     *     {@code insufficient-funds}
     */
    public Optional<Message> enter(Caller caller, ClientMessage message) throws WireException {
        MatchMessages.Matchmake asked = message.as(MatchMessages.Matchmake.class);
        if (!asked.game().equals(Sieges.GAME)) {
            throw new WireException(
                    ErrorCode.OUT_OF_RANGE, "options.late=true (allowed: in " + Sieges.GAME + ")");
        }
        SiegeRow siege = sieges.running().orElseThrow(() -> new WireException(ErrorCode.NO_SIEGE));
        RoomRow room =
                stores.find(Tables.ROOMS, siege.roomId())
                        .filter(row -> row.status().isLive())
                        .orElseThrow(() -> new WireException(ErrorCode.NO_SIEGE));
        int warriors = asked.options().warriors();
        Optional<SeatPlan> own =
                SeatPlans.of(room).stream()
                        .filter(seat -> seat.playerId().equals(caller.playerId()))
                        .findFirst();
        String direct = stores.find(Tables.HOSTS, room.owner()).map(HostRow::directUrl).orElse("");
        if (own.isPresent()) {
            Ticket again = ownTicket(siege, own.get(), warriors, asked.nonceHash());
            return Optional.of(SiegePlayers.matchFound(tokens, again, direct));
        }
        var _ = sieges.enter(siege, new Sieges.Wish(caller, warriors, asked.nonceHash(), true));
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", Integer.toString(warriors));
        if (siege.feePerWarrior() > 0) {
            options.put(SeatPlan.FEE, Long.toString(siege.feePerWarrior()));
        }
        Ticket ticket =
                Ticket.late(
                        siege.roomId(),
                        caller.playerId(),
                        new LateSeat(caller.name(), caller.icon(), options, asked.nonceHash()));
        return Optional.of(SiegePlayers.matchFound(tokens, ticket, direct));
    }

    /** Whom his ticket did not reach when it started has his seat all the same. */
    private static Ticket ownTicket(SiegeRow siege, SeatPlan seat, int warriors, String nonceHash)
            throws WireException {
        boolean same =
                seat.nonceHash().equals(nonceHash)
                        && Integer.toString(warriors).equals(seat.options().get("warriors"));
        if (!same) {
            throw new WireException(ErrorCode.ALREADY_REGISTERED);
        }
        return new Ticket(siege.roomId(), seat.playerId(), Optional.of(seat.index()));
    }
}
