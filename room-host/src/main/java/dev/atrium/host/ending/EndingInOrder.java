package dev.atrium.host.ending;

import dev.atrium.archive.Archive;
import dev.atrium.host.attempt.Attempt;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.attempt.NotYetException;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.journal.JournalException;
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

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Stores ends of rooms: reads the journal back from its store, writes the archive object, then the
 * outcome together with the room's status. Each step may be made again, so a failure is retried
 * with back-off; after the last try the room is void, if that can be written.
 */
public final class EndingInOrder implements RoomEnding {
    /** The room was kept for those who look again; its journal is in the archive. */
    private static final long NOTHING_MORE_MS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(EndingInOrder.class);

    /** With back-off that is about half a minute: longer than a store's usual hiccup. */
    static final int ATTEMPTS_MAX = 10;

    private static final long READ_TIMEOUT_S = 10;

    private final JournalStores journals;
    private final Archive archive;
    private final RoomTable rooms;
    private final Function<OutcomeDocument, OutcomeRow> signer;
    private final String hostId;
    private final BooleanSupplier mayAct;
    private final Attempts attempts;

    /**
     * Ends of this host's rooms.
     *
     * @param signer signs a document into the row to store
     * @param mayAct whether the host's lease is valid: an expired host writes no outcome
     */
    public EndingInOrder(
            Stores stores,
            Function<OutcomeDocument, OutcomeRow> signer,
            String hostId,
            BooleanSupplier mayAct,
            Attempts attempts) {
        this.journals = stores.journals();
        this.archive = stores.archive();
        this.rooms = stores.rooms();
        this.signer = signer;
        this.hostId = hostId;
        this.mayAct = mayAct;
        this.attempts = attempts;
    }

    /** Where the parts of an end are kept. */
    public record Stores(JournalStores journals, Archive archive, RoomTable rooms) {}

    @Override
    public void store(long epoch, long entries, Outcome outcome, Consumer<Result> done) {
        End end = new End(epoch, entries, outcome);
        attempts.make(end, result -> conclude(end, result, done));
    }

    /** Whether it is void, the conditional write says: another may own it by now. */
    private void conclude(End end, Result result, Consumer<Result> done) {
        if (result instanceof Result.Voided voided) {
            voidRoom(end.roomId(), end.epoch, voided.reason(), done);
        } else {
            done.accept(result);
        }
    }

    @Override
    public void voidRoom(String roomId, long epoch, String reason, Consumer<Result> done) {
        attempts.make(new Voiding(roomId, epoch, reason), done);
    }

    /** Making a room void. */
    private final class Voiding implements Attempt<Result> {
        private final String roomId;
        private final long epoch;
        private final String reason;

        Voiding(String roomId, long epoch, String reason) {
            this.roomId = roomId;
            this.epoch = epoch;
            this.reason = reason;
        }

        @Override
        public String roomId() {
            return roomId;
        }

        @Override
        public String pending() {
            return "not void";
        }

        @Override
        public int timesMax() {
            return ATTEMPTS_MAX;
        }

        @Override
        public Result once() {
            return rooms.voidRoom(roomId, hostId, epoch, reason)
                    .<Result>map(Result.Voided::new)
                    .orElseGet(Result.Moved::new);
        }

        @Override
        public Result givenUp() {
            return new Result.NotKnown(reason);
        }
    }

    @Override
    public void forget(String roomId, String gameId, long epoch) {
        journals.of(gameId)
                .expire(roomId, epoch, NOTHING_MORE_MS)
                .whenComplete(
                        (expired, failure) -> {
                            if (failure != null) {
                                LOG.atWarn()
                                        .addKeyValue("room", roomId)
                                        .log("its journal stays for a while");
                            }
                        });
    }

    /** Storing an end. */
    private final class End implements Attempt<Result> {
        private final long epoch;
        private final long entries;
        private final Outcome outcome;
        private volatile boolean archived;

        End(long epoch, long entries, Outcome outcome) {
            this.epoch = epoch;
            this.entries = entries;
            this.outcome = outcome;
        }

        @Override
        public String roomId() {
            return outcome.roomId();
        }

        @Override
        public String pending() {
            return "end not stored";
        }

        @Override
        public int timesMax() {
            return ATTEMPTS_MAX;
        }

        @Override
        public Result once()
                throws NotYetException,
                        IOException,
                        InterruptedException,
                        ExecutionException,
                        TimeoutException {
            if (!mayAct.getAsBoolean()) {
                throw new NotYetException("the host's lease has expired");
            }
            if (!archived) {
                Optional<Result> lost = archive();
                if (lost.isPresent()) {
                    return lost.get();
                }
                // From now on the store may lose it.
                archived = true;
            }
            OutcomeDocument document = OutcomeDocument.of(outcome);
            String hash = document.hash().hex();
            RoomTable.Finish finish =
                    rooms.finish(signer.apply(document), hostId, epoch, outcome.finishedAt(), hash);
            return switch (finish) {
                case DONE -> new Result.Stored(hash);
                case NOT_OWNED -> new Result.Moved();
            };
        }

        /** Archives the journal, or tells what it is instead of the one that was written. */
        private Optional<Result> archive()
                throws IOException, InterruptedException, ExecutionException, TimeoutException {
            KeptJournal journal;
            try {
                journal =
                        journals.of(outcome.game())
                                .read(roomId())
                                .toCompletableFuture()
                                .get(READ_TIMEOUT_S, TimeUnit.SECONDS)
                                .of(roomId());
            } catch (BrokenJournalException e) {
                return Optional.of(new Result.JournalGone("journal-" + e.fault().code()));
            } catch (ExecutionException e) {
                JournalException refused = JournalException.in(e.getCause());
                if (refused == null) {
                    throw e;
                }
                return Optional.of(new Result.JournalGone("journal-" + refused.reason().code()));
            }
            StateHash journalHash = journal.chainHead();
            if (journal.count() != entries || !journalHash.hex().equals(outcome.journalHash())) {
                return Optional.of(new Result.JournalGone("journal-lost"));
            }
            put(journal, journalHash);
            return Optional.empty();
        }

        @Override
        public Result givenUp() {
            return new Result.Voided("end-not-stored");
        }

        @Override
        public Result broken() {
            return new Result.Voided("end-failed");
        }
    }

    /**
     * A whole journal is one object; of one that was trimmed, what is left goes on from the rest.
     */
    private void put(KeptJournal journal, StateHash journalHash) throws IOException {
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
