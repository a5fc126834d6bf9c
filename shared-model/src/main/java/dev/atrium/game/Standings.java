package dev.atrium.game;

import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a play ended.
 *
 * @param reason a code, such as {@code last-standing} or {@code time}
 * @param places one for every seat that ever sat, best first, then by seat
 */
public record Standings(String reason, List<Place> places) {
    public Standings {
        places = List.copyOf(places);
    }

    /**
     * How one seat did.
     *
     * @param seat the seat
     * @param place 1 and more; those who tie share one. Who has 1 has won: where nobody has, places
     *     begin at 2
     * @param statistics whole numbers by name, such as {@code eliminations}
     */
    public record Place(int seat, int place, SortedMap<String, Long> statistics) {
        public Place {
            if (place < 1) {
                throw new IllegalArgumentException("place=" + place + " (allowed: 1 and more)");
            }
            statistics = Collections.unmodifiableSortedMap(new TreeMap<>(statistics));
        }

        /** A statistic, 0 if it was not kept. */
        public long statistic(String name) {
            return statistics.getOrDefault(name, 0L);
        }
    }

    /** Writes the canonical form. */
    public void write(StateWriter out) {
        out.text(reason).int32(places.size());
        for (Place place : places) {
            out.int32(place.seat()).int32(place.place()).int32(place.statistics().size());
            for (Map.Entry<String, Long> statistic : place.statistics().entrySet()) {
                out.text(statistic.getKey()).int64(statistic.getValue());
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws dev.atrium.state.StateFormatException if the bytes are no standings
     */
    public static Standings read(StateReader in) {
        String reason = in.text();
        int count = in.count(12);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int seat = in.int32();
            int place = in.int32();
            TreeMap<String, Long> statistics = new TreeMap<>();
            int kept = in.count(12);
            for (int k = 0; k < kept; k++) {
                statistics.put(in.text(), in.int64());
            }
            places.add(StateReader.checked(() -> new Place(seat, place, statistics)));
        }
        return new Standings(reason, places);
    }
}
