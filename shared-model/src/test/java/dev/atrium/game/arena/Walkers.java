package dev.atrium.game.arena;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Steers the warriors of a match so that it lasts: each walks to a place of his own in the middle
 * of the field, out of reach of all others and inside to the end, and stands there. A few commands
 * each.
 */
final class Walkers {
    /** How often they look: meanwhile nobody walks past the middle of a cell by half of it. */
    private static final int LOOK_TICKS = 3;

    /** Nearer than that to his place he stops: what he walks between two looks. */
    private static final int NEAR = 17 * LOOK_TICKS;

    /** Of the smallest field of both modes. */
    private static final int CELLS = 16;

    /** From one place to the next: reach and one more, and one for who stands off his middle. */
    private static final int APART = 3;

    private final BotMatch match;
    private final List<Point> free = new ArrayList<>();
    private final Map<String, Point> places = new TreeMap<>();
    private final Set<Integer> staying = new HashSet<>();

    Walkers(BotMatch match) {
        this.match = match;
        int cells = match.view().arena().cells();
        int first = (cells - CELLS) / 2 + 1;
        for (int y = first; y < first + CELLS - 1; y += APART) {
            for (int x = first; x < first + CELLS - 1; x += APART) {
                free.add(new Point(middle(x), middle(y)));
            }
        }
        int middle = cells * Field.SUBUNITS / 2;
        free.sort(Comparator.comparingInt(place -> way(place, middle, middle)));
    }

    private static int middle(int cell) {
        return cell * Field.SUBUNITS + Field.SUBUNITS / 2;
    }

    private static int way(Point place, int x, int y) {
        return Math.max(Math.abs(place.x() - x), Math.abs(place.y() - y));
    }

    /** Warriors of that seat are left where they are. */
    void leaveAlone(int seat) {
        staying.add(seat);
    }

    /** Commands those whose way changes, if it is time to look. */
    void command() {
        if (match.room.tick() % LOOK_TICKS != 0) {
            return;
        }
        List<ArenaView.WarriorView> living = match.view().warriors();
        makeRoom(living);
        for (ArenaView.WarriorView warrior : living) {
            Point place = staying.contains(warrior.seat()) ? null : place(warrior);
            if (place != null) {
                Direction way =
                        Direction.of(step(place.x() - warrior.x()), step(place.y() - warrior.y()));
                if (way != warrior.direction()) {
                    match.move(warrior.seat(), warrior.id(), way);
                }
            }
        }
    }

    /** Places of those who fell are free again. */
    private void makeRoom(List<ArenaView.WarriorView> living) {
        if (places.size() > living.size()) {
            Set<String> ids = new HashSet<>();
            living.forEach(warrior -> ids.add(warrior.id()));
            places.forEach(
                    (id, place) -> {
                        if (!ids.contains(id)) {
                            free.add(place);
                        }
                    });
            places.keySet().retainAll(ids);
        }
    }

    /** Those of the start stand in the middle, who comes late where it is nearest. */
    private Point place(ArenaView.WarriorView warrior) {
        return places.computeIfAbsent(
                warrior.id(),
                id -> {
                    if (free.isEmpty()) {
                        return null;
                    }
                    Point place =
                            match.room.tick() < 6_000
                                    ? free.getFirst()
                                    : free.stream()
                                            .min(
                                                    Comparator.comparingInt(
                                                            p -> way(p, warrior.x(), warrior.y())))
                                            .orElseThrow();
                    free.remove(place);
                    return place;
                });
    }

    private static int step(int way) {
        return Math.abs(way) <= NEAR ? 0 : Integer.signum(way);
    }
}
