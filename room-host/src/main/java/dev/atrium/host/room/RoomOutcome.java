package dev.atrium.host.room;

import dev.atrium.game.RoomMachine;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.proof.Outcome;
import dev.atrium.vrf.DrawnSeed;

/** How a play came out, with all that proves it. On the room's thread. */
final class RoomOutcome {
    private final RoomGrant.Owned owned;
    private final RoomServices services;
    private final DrawnSeed seed;
    private final long startedAtMs;
    private long finishedAtMs;

    /**
     * Of a play that begins, or goes on.
     *
     * @param startedAtMs server milliseconds of its first tick
     */
    RoomOutcome(RoomGrant.Owned owned, RoomServices services, DrawnSeed seed, long startedAtMs) {
        this.owned = owned;
        this.services = services;
        this.seed = seed;
        this.startedAtMs = startedAtMs;
    }

    /** The play stands at its end, as things stand. True the first time. */
    boolean finish() {
        if (finishedAtMs != 0) {
            return false;
        }
        finishedAtMs = services.wallClock().millis();
        return true;
    }

    /** It goes on: that was not its end. */
    void goOn() {
        finishedAtMs = 0;
    }

    /**
     * The outcome of a play that has finished and is stored.
     *
     * @throws java.util.NoSuchElementException if it has no standings yet
     */
    Outcome of(RoomMachine machine, JournalWriter journal) {
        return Outcome.of(
                machine,
                journal.chainHead(),
                new Outcome.Play(
                        owned.roomId(), seed, startedAtMs, finishedAtMs, services.build()));
    }
}
