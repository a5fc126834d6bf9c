package dev.atrium.game.party;

import dev.atrium.message.Message;

import java.util.ArrayDeque;
import java.util.List;

/** Who is not let in. */
final class Door {
    /** More than a lobby of eight sees; the one who was sent away first is forgotten then. */
    static final int KICKED_MAX = 64;

    private final ArrayDeque<String> kicked = new ArrayDeque<>();
    private boolean locked;

    /** A door as it is written. */
    record Kept(boolean locked, List<String> kicked) implements Message {
        Kept {
            if (kicked.size() > KICKED_MAX) {
                throw new IllegalArgumentException("kicked=" + kicked.size());
            }
        }
    }

    static Door of(Kept kept) {
        Door door = new Door();
        door.locked = kept.locked();
        door.kicked.addAll(kept.kicked());
        return door;
    }

    Kept kept() {
        return new Kept(locked, List.copyOf(kicked));
    }

    boolean locked() {
        return locked;
    }

    void lock(boolean shut) {
        locked = shut;
    }

    /** He does not come in any more. */
    void sendAway(String playerId) {
        if (kicked.size() == KICKED_MAX) {
            kicked.removeFirst();
        }
        kicked.addLast(playerId);
    }

    boolean sentAway(String playerId) {
        return kicked.contains(playerId);
    }
}
