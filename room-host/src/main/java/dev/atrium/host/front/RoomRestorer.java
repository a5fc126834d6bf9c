package dev.atrium.host.front;

import dev.atrium.dice.Seed;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.probation.StandsStillException;
import dev.atrium.host.room.RoomGrant;
import dev.atrium.host.room.SeedSource;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.journal.KeptJournal;
import dev.atrium.schema.RoomRow;
import dev.atrium.state.StateFormatException;
import dev.atrium.vrf.DrawnSeed;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings a room back to where its journal ends, and lets nobody else go on with it. Blocking. */
public final class RoomRestorer {
    private static final Logger LOG = LoggerFactory.getLogger(RoomRestorer.class);
    private static final long STORE_TIMEOUT_S = 5;

    private final JournalStores stores;
    private final SeedSource seeds;
    private final GameCatalog catalog;
    private final Probation probation;

    /** Replays at once: more would only wait for a processor. */
    private final Semaphore replays =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /**
     * A restorer.
     *
     * @param stores of the games' journals
     * @param seeds as they were drawn for the rooms
     * @param catalog games that can be restored
     * @param probation where they are played again
     */
    public RoomRestorer(
            JournalStores stores, SeedSource seeds, GameCatalog catalog, Probation probation) {
        this.stores = stores;
        this.seeds = seeds;
        this.catalog = catalog;
        this.probation = probation;
    }

    /**
     * Keeps everybody else out, and only then reads the room as its journal tells it.
     *
     * @param room as it is owned now
     * @return empty if it has not begun
     * @throws BrokenJournalException if the journal cannot be run, or the store has lost it
     * @throws IOException if a store cannot be reached, or another owner keeps this one out
     * @throws StandsStillException if the rules do
     */
    Optional<RoomGrant.Restored> restore(RoomRow room) throws IOException, StandsStillException {
        String roomId = room.roomId();
        JournalStore journals = stores.of(room.game());
        long journalId = await(journals.raiseFence(roomId, room.epoch()));
        if (room.epoch() == JournalStore.FIRST_EPOCH) {
            // Nobody owned it before: it has no journal.
            return Optional.empty();
        }
        requireKnown(room, journalId);
        // Asked for together: who waits for one after the other keeps players waiting.
        CompletionStage<StoredJournal> reading = journals.read(roomId);
        CompletionStage<Optional<DrawnSeed>> finding =
                seeds.find(new SeedSource.Room(roomId, room.game(), room.rulesVersion()));
        CompletionStage<Optional<byte[]>> looking = journals.readSnapshot(roomId);
        KeptJournal journal = whole(reading).of(roomId);
        if (journal.isEmpty()) {
            // Asked after the read: what was lost before it is known to be lost now.
            requireKnown(room, await(journals.raiseFence(roomId, room.epoch())));
            return Optional.empty();
        }
        DrawnSeed seed =
                await(finding)
                        .orElseThrow(
                                () ->
                                        new BrokenJournalException(
                                                BrokenJournalException.Fault.SEED_LOST, 0));
        Optional<byte[]> snapshot = await(looking);
        replays.acquireUninterruptibly();
        try {
            return Optional.of(
                    probation.doApart(
                            "replay-" + roomId,
                            progress -> replay(seed, journal, snapshot, progress)));
        } finally {
            replays.release();
        }
    }

    /** What is written since a store lost the journal has not the identity that the row names. */
    private static void requireKnown(RoomRow room, long journalId) {
        if (room.journalId() > 0 && journalId != room.journalId()) {
            throw new BrokenJournalException(BrokenJournalException.Fault.LOST, 0);
        }
    }

    private RoomGrant.Restored replay(
            DrawnSeed seed,
            KeptJournal journal,
            Optional<byte[]> snapshot,
            Probation.Progress progress) {
        JournalRun run = fromSnapshot(seed.seed(), journal, snapshot);
        if (run == null) {
            run = JournalRun.open(catalog, seed.seed(), journal);
        }
        for (byte[] entry : journal.from(run.entries())) {
            run.run(entry);
            progress.advanced();
        }
        return new RoomGrant.Restored(seed, run, journal);
    }

    private static StoredJournal whole(CompletionStage<StoredJournal> reading) throws IOException {
        try {
            return await(reading);
        } catch (IOException e) {
            Throwable why = e.getCause() == null ? null : e.getCause().getCause();
            if (JournalException.in(why) != null) {
                // Its store had lost it, and its owner died before it was written anew.
                throw new BrokenJournalException(BrokenJournalException.Fault.LOST, 0);
            }
            throw e;
        }
    }

    /**
     * Null if there is none, or none that belongs to what is kept of the journal: all of which is
     * run then.
     */
    private @Nullable JournalRun fromSnapshot(
            Seed seed, KeptJournal journal, Optional<byte[]> kept) {
        if (kept.isEmpty()) {
            return null;
        }
        try {
            JournalSnapshot snapshot = JournalSnapshot.decode(kept.get());
            return JournalRun.at(catalog, seed, journal, snapshot);
        } catch (StateFormatException | BrokenJournalException e) {
            LOG.atWarn()
                    .addKeyValue("room", journal.roomId())
                    .log("its snapshot is of no use: {}", e.getMessage());
            return null;
        }
    }

    /** What a store answers, if it does so in time. */
    static <T> T await(CompletionStage<T> stage) throws IOException {
        try {
            return stage.toCompletableFuture().get(STORE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("a store did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
