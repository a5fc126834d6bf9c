package dev.atrium.host.room;

import dev.atrium.message.Message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The last events of one stream, for those who come back to it: kept whether anybody was there to
 * be told. The room's thread alone.
 */
final class RecentEvents {
    /**
     * So many are kept: half a minute of the liveliest arena, in which somebody falls and returns
     * every tenth of a second. Who missed more gets none of them and is told so; a view tells him
     * how things stand either way.
     */
    static final int EVENTS_MAX = 256;

    /** Of everybody in the stream. */
    static final int ALL = -1;

    /** Made with the first event: most rooms of a big host have none for hours. */
    private @Nullable ArrayDeque<Event> events;

    private long forgotten;

    /**
     * An event as it was told.
     *
     * @param sequence its number in the stream
     * @param seat to whom alone, or {@link #ALL}
     * @param inFrame whether it leaves in a compact frame to those who take these
     */
    record Event(long sequence, long tick, int seat, boolean inFrame, Message message) {}

    void add(Event event) {
        ArrayDeque<Event> kept = events;
        if (kept == null) {
            kept = new ArrayDeque<>();
            events = kept;
        }
        if (kept.size() >= EVENTS_MAX) {
            forgotten = kept.removeFirst().sequence();
        }
        kept.addLast(event);
    }

    /**
     * What a seat has not been told, in order.
     *
     * @param sequence the last number that it has
     * @return empty if some of it is not kept any more
     */
    Optional<List<Event>> after(long sequence, int seat) {
        if (sequence < forgotten) {
            return Optional.empty();
        }
        ArrayDeque<Event> kept = events;
        if (kept == null) {
            return Optional.of(List.of());
        }
        return Optional.of(
                kept.stream()
                        .filter(e -> e.sequence() > sequence)
                        .filter(e -> e.seat() == ALL || e.seat() == seat)
                        .toList());
    }
}
