package dev.atrium.game.arena;

import dev.atrium.game.Audience;
import dev.atrium.game.Effect;
import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Sees what happens while a replay is played, and remembers each thing once, in a few words. */
final class GoldenWitness implements Emissions {
    final TreeSet<String> seen = new TreeSet<>();
    private final ArenaMode mode;
    private Map<String, ArenaView.WarriorView> before = new HashMap<>();

    GoldenWitness(ArenaMode mode) {
        this.mode = mode;
    }

    @Override
    public void event(long tick, Audience audience, Message event) {
        switch ((ArenaEvent) event) {
            case ArenaEvent.WarriorEliminated fall ->
                    seen.add(fall.killer().isPresent() ? "a fall by attack" : "a fall by nobody");
            case ArenaEvent.ArenaShrinking shrinking ->
                    seen.add("shrinks to " + shrinking.toCells());
            case ArenaEvent.SpecialEvent special -> seen.add("comes " + special.kind());
            case ArenaEvent.PowerUpCollected taken -> seen.add("takes " + taken.kind());
            case ArenaEvent.PowerUpSpawned other -> {}
            case ArenaEvent.PowerUpExpired other -> {}
            case ArenaEvent.WarriorRespawned other -> {}
        }
    }

    @Override
    public void effect(long tick, Effect effect) {
        throw new AssertionError("an arena has no effects");
    }

    /** A step was made. */
    void sawTick(RoomMachine room) {
        ArenaView view = (ArenaView) room.view(Viewer.WATCHER);
        boolean wear = room.tick() % mode.environment().everyTicks() == 0;
        Map<String, ArenaView.WarriorView> now = new HashMap<>();
        for (ArenaView.WarriorView warrior : view.warriors()) {
            now.put(warrior.id(), warrior);
            ArenaView.WarriorView was = before.get(warrior.id());
            int lost = was == null ? 0 : was.hp() - warrior.hp();
            if (lost > 0 && alone(warrior, view)) {
                boolean outside = outside(warrior, view.arena());
                seen.add(
                        (outside ? "burns " : "wears ")
                                + lost
                                + view.special().map(special -> " " + special.kind()).orElse(""));
            } else if (wear && lost == 0 && was != null) {
                view.special().ifPresent(special -> seen.add("no wear " + special.kind()));
            }
        }
        before = now;
    }

    private static boolean outside(ArenaView.WarriorView warrior, ArenaView.FieldView field) {
        return warrior.x() < field.min()
                || warrior.x() >= field.max()
                || warrior.y() < field.min()
                || warrior.y() >= field.max();
    }

    /** Whether nobody else's warrior is or just was near. */
    private boolean alone(ArenaView.WarriorView warrior, ArenaView view) {
        return view.warriors().stream().noneMatch(other -> near(warrior, other))
                && before.values().stream().noneMatch(other -> near(warrior, other));
    }

    private static boolean near(ArenaView.WarriorView warrior, ArenaView.WarriorView other) {
        int apart = Math.max(Math.abs(warrior.x() - other.x()), Math.abs(warrior.y() - other.y()));
        return warrior.seat() != other.seat() && apart < 3 * Field.SUBUNITS;
    }

    /** An input is about to be applied. */
    void sees(RoomMachine room, Input input) {
        if (input instanceof Input.Left left) {
            boolean lives =
                    ((ArenaView) room.view(Viewer.WATCHER))
                            .warriors().stream().anyMatch(w -> w.seat() == left.seat());
            seen.add(lives ? "leaves while he lives" : "leaves after his last fall");
        }
    }

    /** An input was applied. */
    void sawApplied(RoomMachine room, Input input) {
        if (input instanceof Input.Joined joined) {
            ArenaView view = (ArenaView) room.view(Viewer.WATCHER);
            int seat = joined.seat().index();
            long count = view.warriors().stream().filter(w -> w.seat() == seat).count();
            ArenaView.FieldView field = view.arena();
            int cells = (field.max() - field.min()) / field.subunits();
            seen.add("%d come late on %d cells".formatted(count, cells));
        }
    }

    /** An input is refused, as is to be. */
    void sawRefused(String code) {
        seen.add("refused " + code);
    }

    /** The play is over. */
    void sawTheEnd(RoomMachine room) {
        seen.add("ends by " + room.standings().orElseThrow().reason() + " at " + room.tick());
    }
}
