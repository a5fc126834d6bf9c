package dev.atrium.host.journal;

import dev.atrium.journal.JournalBase;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes every append at once and keeps none: for rooms whose journal nobody will read. */
public class NullJournalStore implements JournalStore {
    @Override
    public CompletionStage<Long> raiseFence(String roomId, long epoch) {
        return CompletableFuture.completedStage(1L);
    }

    @Override
    public CompletionStage<Void> append(
            String roomId, long epoch, long firstIndex, List<byte[]> entries) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<StoredJournal> read(String roomId) {
        return CompletableFuture.completedStage(StoredJournal.EMPTY);
    }

    @Override
    public CompletionStage<Void> trim(String roomId, long epoch, JournalBase base) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> startAnew(
            String roomId, long epoch, long entries, Optional<JournalBase> base) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] snapshot) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Optional<byte[]>> readSnapshot(String roomId) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Void> expire(String roomId, long epoch, long afterMs) {
        return CompletableFuture.completedStage(null);
    }
}
