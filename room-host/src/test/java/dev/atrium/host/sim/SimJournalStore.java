package dev.atrium.host.sim;

import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.journal.JournalBase;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A host's way to the journals. */
final class SimJournalStore implements JournalStore {
    private final SimJournals journals;
    private final SimLink link;

    SimJournalStore(SimJournals journals, SimLink link) {
        this.journals = journals;
        this.link = link;
    }

    @Override
    public CompletionStage<Long> raiseFence(String roomId, long epoch) {
        return link.call(() -> journals.raiseFence(roomId, epoch));
    }

    @Override
    public CompletionStage<Void> append(
            String roomId, long epoch, long firstIndex, List<byte[]> entries) {
        return link.call(() -> journals.append(roomId, epoch, firstIndex, entries));
    }

    @Override
    public CompletionStage<StoredJournal> read(String roomId) {
        return link.call(() -> journals.read(roomId));
    }

    @Override
    public CompletionStage<Void> trim(String roomId, long epoch, JournalBase base) {
        return link.call(() -> journals.trim(roomId, epoch, base));
    }

    @Override
    public CompletionStage<Void> startAnew(
            String roomId, long epoch, long entries, Optional<JournalBase> base) {
        return link.call(() -> journals.startAnew(roomId, epoch, entries, base));
    }

    @Override
    public CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] snapshot) {
        return link.call(() -> journals.keepSnapshot(roomId, epoch, snapshot));
    }

    @Override
    public CompletionStage<Optional<byte[]>> readSnapshot(String roomId) {
        return link.call(() -> journals.readSnapshot(roomId));
    }

    @Override
    public CompletionStage<Void> expire(String roomId, long epoch, long afterMs) {
        return link.call(() -> journals.expire(roomId, epoch));
    }
}
