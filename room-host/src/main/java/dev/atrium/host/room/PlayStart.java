package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.journal.JournalEntry;
import dev.atrium.vrf.DrawnSeed;

import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a play begins.
 *
 * @param seed its own
 * @param restored how far another owner came, if one did
 */
record PlayStart(DrawnSeed seed, Optional<RoomGrant.Restored> restored) {
    static PlayStart anew(DrawnSeed seed) {
        return new PlayStart(seed, Optional.empty());
    }

    static PlayStart from(RoomGrant.Restored restored) {
        return new PlayStart(restored.seed(), Optional.of(restored));
    }

    /** What the journal of a new play begins with. */
    static JournalEntry.Opened opening(RoomGrant grant, RoomSeats seats) {
        GameInfo info = grant.game().info();
        return new JournalEntry.Opened(
                grant.roomId(),
                info.id(),
                info.rulesVersion(),
                seats.seated(),
                new TreeMap<>(),
                seats.nonces());
    }
}
