package dev.atrium.game;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Who sits where, whether he is there, and his last applied command. The machine's own state. */
final class SeatTable {
    private final TreeMap<Integer, Row> rows = new TreeMap<>();

    /** One seat's row. */
    record Row(Seat seat, Presence presence, long lastSequence) {}

    void put(Seat seat) {
        rows.put(seat.index(), new Row(seat, Presence.HERE, 0));
    }

    Optional<Row> find(int seat) {
        return Optional.ofNullable(rows.get(seat));
    }

    /** The row if its seat is not given up. */
    Optional<Row> seated(int seat) {
        return find(seat).filter(row -> row.presence() != Presence.LEFT);
    }

    void presence(Row row, Presence presence) {
        rows.put(row.seat().index(), new Row(row.seat(), presence, row.lastSequence()));
    }

    void applied(Row row, long sequence) {
        rows.put(row.seat().index(), new Row(row.seat(), row.presence(), sequence));
    }

    Collection<Row> all() {
        return List.copyOf(rows.values());
    }

    void write(StateWriter out) {
        out.int32(rows.size());
        for (Row row : rows.values()) {
            row.seat().write(out);
            out.text(row.presence().name()).int64(row.lastSequence());
        }
    }

    void read(StateReader in) {
        int count = in.count(20);
        for (int i = 0; i < count; i++) {
            Seat seat = Seat.read(in);
            if (!rows.isEmpty() && seat.index() <= rows.lastKey()) {
                throw new StateFormatException("seats by rising index");
            }
            rows.put(seat.index(), new Row(seat, presence(in.text()), in.int64()));
        }
    }

    private static Presence presence(String name) {
        for (Presence presence : Presence.values()) {
            if (presence.name().equals(name)) {
                return presence;
            }
        }
        throw new StateFormatException("no such presence");
    }
}
