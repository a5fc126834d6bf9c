package dev.atrium.host.room;

import dev.atrium.dice.Seed;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalRun;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a play begins.
 *
 * @param seed its own
 * @param run how far another owner came, if one did
 */
record PlayStart(Seed seed, Optional<JournalRun> run) {
    static PlayStart anew(Seed seed) {
        return new PlayStart(seed, Optional.empty());
    }

    static PlayStart from(RoomGrant.Restored restored) {
        return new PlayStart(restored.seed(), Optional.of(restored.run()));
    }

    /** Writes on where the journal ends; what becomes of it goes to {@code results}. */
    JournalWriter writer(RoomGrant grant, RoomServices services, Consumer<RoomCall> results) {
        JournalCodec codec = new JournalCodec(grant.game().vocabulary());
        JournalWriter.Listener listener = RoomJournal.telling(results);
        String roomId = grant.roomId();
        long epoch = grant.epoch();
        return run.isPresent()
                ? new JournalWriter(services.journals(), roomId, epoch, run.get(), codec, listener)
                : new JournalWriter(services.journals(), roomId, epoch, codec, listener);
    }
}
