package dev.atrium.host.trim;

import dev.atrium.archive.Archive;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalSegment;
import dev.atrium.journal.KeptJournal;
import dev.atrium.proof.ArchivedJournal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The steps of trimming, in their order: read the entries back from the store, hold them against
 * what their owner wrote, store them in the archive, and only then let them go. Each may be made
 * again, so a failure is retried with back-off; after the last try the journal stays as it is.
 */
public final class TrimmingInOrder implements RoomTrimming {
    private static final Logger LOG = LoggerFactory.getLogger(TrimmingInOrder.class);

    /** With back-off that is some seconds; the room's next snapshot is another chance. */
    static final int ATTEMPTS_MAX = 6;

    private static final long FIRST_RETRY_MS = 100;
    private static final long STORE_TIMEOUT_S = 10;

    /** Each has a part of a journal in memory, and none is in a hurry; the others wait. */
    private static final int AT_ONCE_MAX = 4;

    private final JournalStores journals;
    private final Archive archive;
    private final Executor calls;
    private final ScheduledExecutorService timers;
    private final Pace pace;
    private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);

    /**
     * For the rooms of a host.
     *
     * @param calls threads that may block, one for each room that is due
     * @param timers for what is tried again
     */
    public TrimmingInOrder(
            JournalStores journals,
            Archive archive,
            Executor calls,
            ScheduledExecutorService timers,
            Pace pace) {
        this.journals = journals;
        this.archive = archive;
        this.calls = calls;
        this.timers = timers;
        this.pace = pace;
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public void trim(Due due, Consumer<Result> done) {
        calls.execute(() -> attempt(due, done, 1));
    }

    private void attempt(Due due, Consumer<Result> done, int number) {
        try {
            done.accept(inTurn(due));
        } catch (IOException | TimeoutException | ExecutionException e) {
            // A refusal is final: whose the journal is, or that it is lost, the next append tells.
            boolean refused = JournalException.in(e.getCause()) != null;
            if (refused || number >= ATTEMPTS_MAX) {
                done.accept(new Result.NotYet(e.toString()));
            } else {
                var _ =
                        timers.schedule(
                                () -> calls.execute(() -> attempt(due, done, number + 1)),
                                FIRST_RETRY_MS << (number - 1),
                                TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("room", due.roomId()).setCause(e).log("trimming failed");
            done.accept(new Result.NotYet(e.toString()));
        }
    }

    private Result inTurn(Due due)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        atOnce.acquire();
        try {
            return once(due);
        } finally {
            atOnce.release();
        }
    }

    private Result once(Due due)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        JournalStore store = journals.of(due.gameId());
        KeptJournal journal = await(store.read(due.roomId())).of(due.roomId());
        JournalBase base;
        if (journal.before() == due.snapshot().entries() && journal.base().isPresent()) {
            // It was done, and nobody was told so; what may be left to do is done again.
            base = journal.base().get();
        } else {
            base = journal.baseAt(due.vocabulary(), due.snapshot());
        }
        if (!base.head().equals(due.head())) {
            throw new BrokenJournalException(BrokenJournalException.Fault.HASH_DIFFERS, 0);
        }
        ArchivedJournal.put(
                archive, JournalSegment.cut(journal, base.entries(), JournalSegment.BYTES_MAX));
        await(store.trim(due.roomId(), due.epoch(), base));
        return new Result.Trimmed(base);
    }

    private static <T> T await(CompletionStage<T> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(STORE_TIMEOUT_S, TimeUnit.SECONDS);
    }
}
