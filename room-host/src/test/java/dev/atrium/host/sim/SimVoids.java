package dev.atrium.host.sim;

import dev.atrium.host.room.RoomOrder;

import java.util.Set;
import java.util.TreeSet;

/** Which rooms of a run may be void, after what went wrong in it so far, and for which reasons. */
final class SimVoids {
    static final String BY_OPERATOR = "operator-void";

    private static final Set<String> NOT_BEGUN =
            Set.of("nobody-entered", "no-seed", "not-begun", "open-failed");

    private final Set<String> reasons = new TreeSet<>();
    private final Set<String> ordered = new TreeSet<>();
    private boolean anyJournal;

    /** From now on one whose journal is lost: more than one thing went wrong. */
    void journalIsRight() {
        anyJournal = true;
    }

    /**
     * From now on one whose journal nobody knows any more: its fence alone was lost, and an owner
     * may not remember all.
     */
    void lossIsRight() {
        reasons.addAll(Set.of("journal-lost", "journal-fenced"));
    }

    /**
     * From now on one of which what is kept cannot be read, be it its opening or what follows, or
     * which was being written anew, or was longer than its owner remembers.
     */
    void damageIsRight() {
        reasons.addAll(Set.of("journal-unreadable", "journal-not-opened"));
        reasons.addAll(Set.of("journal-lost", "journal-out-of-step"));
    }

    /** One that did not begin soon. */
    void notBegunIsRight() {
        reasons.addAll(NOT_BEGUN);
    }

    /** An operator wants something of a room, which may come about or not. */
    void ordered(String roomId, RoomOrder order) {
        if (order instanceof RoomOrder.MakeVoid) {
            ordered.add(roomId);
        }
    }

    boolean mayBe(String roomId, String reason) {
        return mayBe(reason) || (reason.equals(BY_OPERATOR) && ordered.contains(roomId));
    }

    /** Any room, whoever wants what. */
    boolean mayBe(String reason) {
        return reasons.contains(reason) || (anyJournal && reason.startsWith("journal-"));
    }
}
