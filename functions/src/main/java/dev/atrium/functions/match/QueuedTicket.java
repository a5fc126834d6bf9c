package dev.atrium.functions.match;

import dev.atrium.match.Entrant;
import dev.atrium.match.WaitingTicket;
import dev.atrium.message.Message;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A ticket with who is on it.
 *
 * @param ticketId drawn for it alone
 * @param leader who queued, one of the entrants
 * @param entrants who plays, 1 and more
 * @param skill their mean
 * @param bots whether they play with house bots if people are too few
 * @param open whether its room may be joined by others while it runs
 * @param latencies to regions in ms
 * @param enqueuedAtMs wall time since when they wait
 */
record QueuedTicket(
        String ticketId,
        String leader,
        List<Entrant> entrants,
        int skill,
        boolean bots,
        boolean open,
        SortedMap<String, Integer> latencies,
        long enqueuedAtMs)
        implements Message {
    QueuedTicket {
        entrants = List.copyOf(entrants);
        latencies = Collections.unmodifiableSortedMap(new TreeMap<>(latencies));
    }

    /** What matching knows of it. */
    WaitingTicket waiting() {
        return new WaitingTicket(
                ticketId,
                entrants.size(),
                entrants.stream().mapToInt(Entrant::warriors).sum(),
                skill,
                bots,
                latencies,
                enqueuedAtMs);
    }

    List<String> playerIds() {
        return entrants.stream().map(Entrant::playerId).toList();
    }

    String json() {
        return MessageJson.text(this);
    }

    /**
     * What {@link #json} wrote.
     *
     * @throws WireException if it is something else
     */
    static QueuedTicket read(String json) throws WireException {
        return MessageJson.read(Json.object(json), QueuedTicket.class);
    }
}
