package dev.atrium.host.room;

import dev.atrium.dice.Seed;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.journal.KeptJournal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the journal of a rehearsal, so that a takeover can be rehearsed as well: else the first
 * room that comes from another host would be slow while the compiler learns. One thread's.
 */
final class RehearsedJournal extends NullJournalStore {
    private final List<byte[]> entries = new ArrayList<>();
    private byte @Nullable [] snapshot;

    @Override
    public CompletionStage<Void> append(
            String roomId, long epoch, long firstIndex, List<byte[]> more) {
        entries.addAll(more);
        return super.append(roomId, epoch, firstIndex, more);
    }

    @Override
    public CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] newest) {
        snapshot = newest;
        return super.keepSnapshot(roomId, epoch, newest);
    }

    /** Runs it from its opening, and from the newest snapshot if there is one. */
    void run(GameCatalog catalog, Seed seed, String roomId) {
        if (entries.isEmpty()) {
            return;
        }
        play(JournalRun.open(catalog, seed, roomId, entries.getFirst()));
        if (snapshot != null) {
            JournalSnapshot newest = JournalSnapshot.decode(snapshot);
            KeptJournal whole = KeptJournal.whole(roomId, entries);
            play(JournalRun.at(catalog, seed, whole, newest));
        }
    }

    private void play(JournalRun run) {
        entries.subList((int) run.entries(), entries.size()).forEach(run::run);
    }
}
