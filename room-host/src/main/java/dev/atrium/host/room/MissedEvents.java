package dev.atrium.host.room;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What who comes back was not told: keeps the newest events of the room's streams, and tells them
 * again. On the room's thread.
 */
final class MissedEvents {
    private final RoomSeats seats;
    private final boolean shared;
    private final Optional<CompactRounds> compact;
    private final Outlet outlet;
    private final Function<RecentEvents.Event, byte[]> encoding;
    private final RecentEvents sharedEvents = new RecentEvents();
    private final TreeMap<Integer, RecentEvents> seatEvents = new TreeMap<>();

    /** Of the last round in compact form: an event since then leaves with the next one. */
    private long lastFrameSequence;

    /**
     * Those of a room.
     *
     * @param shared whether one stream goes to all
     * @param encoding an event in its stream, as text
     */
    MissedEvents(
            RoomSeats seats,
            boolean shared,
            Optional<CompactRounds> compact,
            Outlet outlet,
            Function<RecentEvents.Event, byte[]> encoding) {
        this.seats = seats;
        this.shared = shared;
        this.compact = compact;
        this.outlet = outlet;
        this.encoding = encoding;
    }

    /** One more was told, to the seat that it names or to all. */
    void told(RecentEvents.Event event) {
        eventsOf(event.seat()).add(event);
    }

    /** A round in compact form left, and with it what waited for it. */
    void framed(long sequence) {
        lastFrameSequence = sequence;
    }

    /**
     * What a seat was not told since that number of its stream, in order.
     *
     * @return empty if that is not known any more
     */
    Optional<List<RecentEvents.Event>> by(int seat, long lastSequence) {
        return eventsOf(seat).after(lastSequence, seat);
    }

    private RecentEvents eventsOf(int seat) {
        return shared ? sharedEvents : seatEvents.computeIfAbsent(seat, own -> new RecentEvents());
    }

    /**
     * Tells a session events again, under the numbers that they had.
     *
     * @param lastSequence the last number of the stream that all share
     */
    void again(Session session, List<RecentEvents.Event> events, long lastSequence) {
        tellWhatWaits(session, lastSequence);
        for (RecentEvents.Event event : events) {
            outlet.add(session.connection(), encoding.apply(event));
        }
    }

    /**
     * What follows leaves at once and as text: events that wait for the next compact frame leave
     * before it, or whoever hears it and then loses his connection would believe that he has them.
     *
     * @param lastSequence the last number of the stream that all share
     */
    void tellWhatWaits(long lastSequence) {
        tellWhatWaits(null, lastSequence);
    }

    /**
     * Events that wait for the next compact frame leave now, as text, to the others who take
     * frames: in that frame they would also reach the one who comes back and may have them already.
     */
    private void tellWhatWaits(@Nullable Session butTo, long lastSequence) {
        Optional<List<RecentEvents.Event>> waiting =
                compact.flatMap(rounds -> sharedEvents.after(lastFrameSequence, RecentEvents.ALL));
        if (waiting.isEmpty()) {
            return;
        }
        for (RecentEvents.Event event : waiting.get()) {
            for (RoomSeats.Place place : seats.all()) {
                Session session = place.session();
                if (event.inFrame()
                        && session != null
                        && session.isCompact()
                        && !session.equals(butTo)) {
                    outlet.add(session.connection(), encoding.apply(event));
                }
            }
        }
        compact.orElseThrow().forgetEvents();
        lastFrameSequence = lastSequence;
    }
}
