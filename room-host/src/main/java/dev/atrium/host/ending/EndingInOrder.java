package dev.atrium.host.ending;

import dev.atrium.archive.Archive;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalSegment;
import dev.atrium.journal.KeptJournal;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.state.StateHash;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Stores ends of rooms: reads the journal back from its store, writes the archive object, then the
 * outcome together with the room's status. Each step may be made again, so a failure is retried
 * with back-off; after the last try the room is void.
 */
public final class EndingInOrder implements RoomEnding {
    /** The room was kept for those who look again; its journal is in the archive. */
    private static final long NOTHING_MORE_MS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(EndingInOrder.class);

    /** With back-off that is about half a minute: longer than a store's usual hiccup. */
    static final int ATTEMPTS_MAX = 10;

    private static final long FIRST_RETRY_MS = 100;
    private static final long RETRY_MS_MAX = 5_000;
    private static final long READ_TIMEOUT_S = 10;

    private final JournalStores journals;
    private final Archive archive;
    private final RoomTable rooms;
    private final Function<OutcomeDocument, OutcomeRow> signer;
    private final String hostId;
    private final BooleanSupplier mayAct;
    private final ScheduledExecutorService executor;

    /**
     * Ends of this host's rooms.
     *
     * @param signer signs a document into the row to store
     * @param mayAct whether the host's lease is valid: an expired host writes no outcome
     * @param executor threads that may block
     */
    public EndingInOrder(
            Stores stores,
            Function<OutcomeDocument, OutcomeRow> signer,
            String hostId,
            BooleanSupplier mayAct,
            ScheduledExecutorService executor) {
        this.journals = stores.journals();
        this.archive = stores.archive();
        this.rooms = stores.rooms();
        this.signer = signer;
        this.hostId = hostId;
        this.mayAct = mayAct;
        this.executor = executor;
    }

    /** Where the parts of an end are kept. */
    public record Stores(JournalStores journals, Archive archive, RoomTable rooms) {}

    @Override
    public void store(long epoch, long entries, Outcome outcome, Consumer<Result> done) {
        executor.execute(() -> attempt(new End(epoch, entries, outcome, done), 1));
    }

    @Override
    public void voidRoom(String roomId, long epoch, String reason, Consumer<Result> done) {
        executor.execute(() -> voidRoom(roomId, epoch, reason, done, 1));
    }

    private void voidRoom(
            String roomId, long epoch, String reason, Consumer<Result> done, int number) {
        try {
            boolean isVoid = rooms.voidRoom(roomId, hostId, epoch, reason);
            done.accept(isVoid ? new Result.Voided(reason) : new Result.Moved());
        } catch (SdkException e) {
            log(Level.WARN, roomId).log("not void yet ({}): {}", number, e.toString());
            if (number >= ATTEMPTS_MAX) {
                log(Level.ERROR, roomId).log("it could not be made void");
                done.accept(new Result.Moved());
            } else {
                again(number, () -> voidRoom(roomId, epoch, reason, done, number + 1));
            }
        }
    }

    private void again(int number, Runnable attempt) {
        long wait = Math.min(RETRY_MS_MAX, FIRST_RETRY_MS << (number - 1));
        var _ = executor.schedule(attempt, wait, TimeUnit.MILLISECONDS);
    }

    @Override
    public void forget(String roomId, String gameId, long epoch) {
        journals.of(gameId)
                .expire(roomId, epoch, NOTHING_MORE_MS)
                .whenComplete(
                        (expired, failure) -> {
                            if (failure != null) {
                                log(Level.WARN, roomId).log("its journal stays for a while");
                            }
                        });
    }

    private static LoggingEventBuilder log(Level level, String roomId) {
        return LOG.atLevel(level).addKeyValue("room", roomId);
    }

    private record End(long epoch, long entries, Outcome outcome, Consumer<Result> done) {}

    /** What one attempt came to; retried unless it is final. */
    private sealed interface Attempt {
        record Final(Result result) implements Attempt {}

        record Again(String why) implements Attempt {}
    }

    private void attempt(End end, int number) {
        Attempt attempt;
        try {
            attempt = once(end);
        } catch (IOException | TimeoutException | ExecutionException | SdkException e) {
            attempt = new Attempt.Again(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            log(Level.ERROR, end.outcome().roomId()).setCause(e).log("storing its end failed");
            attempt = new Attempt.Final(new Result.Voided("end-failed"));
        }
        switch (attempt) {
            case Attempt.Final isFinal -> conclude(end, isFinal.result());
            case Attempt.Again again -> {
                String roomId = end.outcome().roomId();
                log(Level.WARN, roomId).log("end not stored yet ({}): {}", number, again.why());
                if (number >= ATTEMPTS_MAX) {
                    conclude(end, new Result.Voided("end-not-stored"));
                } else {
                    again(number, () -> attempt(end, number + 1));
                }
            }
        }
    }

    private void conclude(End end, Result result) {
        if (result instanceof Result.Voided voided) {
            // Whether it is void, the conditional write says: another may own it by now.
            voidRoom(end.outcome().roomId(), end.epoch(), voided.reason(), end.done(), 1);
            return;
        }
        end.done().accept(result);
    }

    private Attempt once(End end)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        if (!mayAct.getAsBoolean()) {
            return new Attempt.Again("the host's lease has expired");
        }
        String roomId = end.outcome().roomId();
        KeptJournal journal;
        try {
            journal =
                    journals.of(end.outcome().game())
                            .read(roomId)
                            .toCompletableFuture()
                            .get(READ_TIMEOUT_S, TimeUnit.SECONDS)
                            .of(roomId);
        } catch (BrokenJournalException e) {
            log(Level.ERROR, roomId).log("its journal is broken: {}", e.getMessage());
            return new Attempt.Final(new Result.Voided("journal-" + e.fault().code()));
        }
        StateHash journalHash = journal.chainHead();
        if (journal.count() != end.entries()
                || !journalHash.hex().equals(end.outcome().journalHash())) {
            return new Attempt.Final(new Result.Voided("journal-lost"));
        }
        archive(journal, journalHash);
        OutcomeDocument document = OutcomeDocument.of(end.outcome());
        String hash = document.hash().hex();
        RoomTable.Finish finish =
                rooms.finish(
                        signer.apply(document),
                        hostId,
                        end.epoch(),
                        end.outcome().finishedAt(),
                        hash);
        return new Attempt.Final(
                switch (finish) {
                    case DONE -> new Result.Stored(hash);
                    case NOT_OWNED -> new Result.Moved();
                });
    }

    /**
     * A whole journal is one object; of one that was trimmed, what is left goes on from the rest.
     */
    private void archive(KeptJournal journal, StateHash journalHash) throws IOException {
        if (journal.base().isEmpty()) {
            JournalFile whole = new JournalFile(journal.roomId(), journal.entries());
            archive.put(Archive.journalKey(journal.roomId(), journalHash), whole.encode());
        } else {
            ArchivedJournal.put(
                    archive,
                    JournalSegment.cut(journal, journal.count(), JournalSegment.BYTES_MAX));
        }
    }
}
