package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.journal.JournalEntry;
import dev.atrium.vrf.DrawnSeed;

import java.util.Optional;
import java.util.SortedMap;
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

    /**
     * What the journal of a new play begins with. Who was in when another owner had the seed drawn
     * brought his nonce there.
     */
    JournalEntry.Opened opening(RoomGrant grant, RoomSeats seats) {
        GameInfo info = grant.game().info();
        SortedMap<Integer, String> nonces = new TreeMap<>(seats.nonces());
        nonces.putAll(seed.nonces());
        return new JournalEntry.Opened(
                grant.roomId(),
                info.id(),
                info.rulesVersion(),
                seats.seated(),
                grant.options(),
                nonces);
    }
}
