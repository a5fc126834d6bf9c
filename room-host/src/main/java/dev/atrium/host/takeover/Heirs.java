package dev.atrium.host.takeover;

import dev.atrium.schema.HostRow;

/** How a host that leaves asks another to take a room. Blocking, bounded; nothing is thrown. */
@FunctionalInterface
public interface Heirs {
    /**
     * Asks it, whatever comes of it: who owns the room, its row tells.
     *
     * @param epoch under which it is to be taken; a question that comes late takes nothing
     */
    void ask(HostRow heir, String roomId, long epoch);

    /** Says that it will be asked soon, so that no room waits while a way to it is made. */
    default void greet(HostRow heir) {}
}
