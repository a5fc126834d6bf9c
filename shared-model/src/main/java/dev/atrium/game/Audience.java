package dev.atrium.game;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who is sent an event. */
public sealed interface Audience {
    /** Every seat and every watcher. */
    Audience ALL = new Everyone();

    /** One seat. */
    static Audience seat(int seat) {
        return new Seats(new TreeSet<>(List.of(seat)));
    }

    /** Some seats. */
    static Audience seats(SortedSet<Integer> seats) {
        return new Seats(seats);
    }

    /** Whether that viewer is among them. */
    boolean includes(Viewer viewer);

    /** All of them. */
    record Everyone() implements Audience {
        @Override
        public boolean includes(Viewer viewer) {
            return true;
        }
    }

    /** Those seats and nobody else. */
    record Seats(SortedSet<Integer> seats) implements Audience {
        public Seats {
            seats = Collections.unmodifiableSortedSet(new TreeSet<>(seats));
        }

        @Override
        public boolean includes(Viewer viewer) {
            return switch (viewer) {
                case Viewer.Seated seated -> seats.contains(seated.seat());
                case Viewer.Watcher watcher -> false;
            };
        }
    }
}
