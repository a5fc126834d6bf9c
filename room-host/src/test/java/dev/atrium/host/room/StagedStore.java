package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.KeptJournal;
import dev.atrium.vrf.DrawnSeed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal in memory, whose appends can be held and refused. */
final class StagedStore extends NullJournalStore {
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private @Nullable RuntimeException refusal;

    /** From now on no append is answered. */
    void hold() {
        holding = true;
    }

    /** All that were held are answered, and those to come. */
    void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** From now on every append is answered like that. */
    void refuse(RuntimeException with) {
        refusal = with;
    }

    /** It has lost everything, and takes it anew. */
    void lose() {
        refusal = null;
        entries.clear();
    }

    @Override
    public CompletionStage<Void> append(
            String roomId, long epoch, long firstIndex, List<byte[]> more) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable append =
                () -> {
                    RuntimeException refused = refusal;
                    if (refused != null) {
                        done.completeExceptionally(refused);
                        return;
                    }
                    assertEquals(firstIndex, entries.size(), "no gap, and nothing twice");
                    entries.addAll(more);
                    done.complete(null);
                };
        if (holding) {
            held.add(append);
        } else {
            append.run();
        }
        return done;
    }

    /** What another owner had stored. */
    void add(byte[] entry) {
        entries.add(entry.clone());
    }

    /** All entries, in order. */
    List<JournalEntry> decoded(Game game) {
        JournalCodec codec = new JournalCodec(game.vocabulary());
        return entries.stream().map(codec::decode).toList();
    }

    /** What was applied, in order. */
    List<Input> applied(Game game) {
        List<Input> inputs = new ArrayList<>();
        for (JournalEntry entry : decoded(game)) {
            if (entry instanceof JournalEntry.Applied applied) {
                inputs.add(applied.input());
            }
        }
        return inputs;
    }

    /** What another host makes of it. */
    RoomGrant.Restored restored(Game game) {
        List<byte[]> copies = entries.stream().map(byte[]::clone).toList();
        JournalRun run =
                JournalRun.open(
                        GameCatalog.of(game), StagedRoom.SEED, StagedRoom.ID, copies.getFirst());
        copies.subList(1, copies.size()).forEach(run::run);
        return new RoomGrant.Restored(
                DrawnSeed.random(StagedRoom.SEED), run, KeptJournal.whole(StagedRoom.ID, copies));
    }
}
