package dev.atrium.game;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who sits where, whether he is there, and his last applied command. The machine's own state. */
final class SeatTable {
    /** By the seat's index. */
    private @Nullable Row[] rows = new Row[0];

    private int size;

    /** One seat's row. */
    static final class Row {
        private final Seat seat;
        private Presence presence;
        private long lastSequence;

        private Row(Seat seat, Presence presence, long lastSequence) {
            this.seat = seat;
            this.presence = presence;
            this.lastSequence = lastSequence;
        }

        Seat seat() {
            return seat;
        }

        Presence presence() {
            return presence;
        }

        void presence(Presence now) {
            presence = now;
        }

        long lastSequence() {
            return lastSequence;
        }

        void applied(long sequence) {
            lastSequence = sequence;
        }
    }

    void put(Seat seat) {
        put(new Row(seat, Presence.HERE, 0));
    }

    private void put(Row row) {
        int index = row.seat().index();
        if (index >= rows.length) {
            rows = Arrays.copyOf(rows, index + 1);
        }
        if (rows[index] == null) {
            size++;
        }
        rows[index] = row;
    }

    Optional<Row> find(int seat) {
        return seat >= 0 && seat < rows.length ? Optional.ofNullable(rows[seat]) : Optional.empty();
    }

    /** The row if its seat is not given up. */
    Optional<Row> seated(int seat) {
        return find(seat).filter(row -> row.presence() != Presence.LEFT);
    }

    /** All rows by rising index. */
    List<Row> all() {
        List<Row> all = new ArrayList<>(size);
        for (Row row : rows) {
            if (row != null) {
                all.add(row);
            }
        }
        return all;
    }

    void write(StateWriter out) {
        out.int32(size);
        for (Row row : rows) {
            if (row != null) {
                row.seat().write(out);
                out.text(row.presence().name()).int64(row.lastSequence());
            }
        }
    }

    void read(StateReader in) {
        int count = in.count(20);
        for (int i = 0; i < count; i++) {
            Seat seat = Seat.read(in);
            if (seat.index() < rows.length) {
                throw new StateFormatException("seats by rising index");
            }
            put(new Row(seat, presence(in.text()), in.int64()));
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
