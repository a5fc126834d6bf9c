package dev.atrium.host.reclaim;

import dev.atrium.host.attempt.Attempt;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.attempt.NotYetException;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.room.RoomReclaim;
import dev.atrium.host.room.SeedSource;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The steps of going on with a lost journal, in their order: the room's row, its epoch there, the
 * fence, the empty journal, the seed, and in the row the journal's identity. Each may be made
 * again, so a failure is retried with back-off; after the last try the room is given up.
 */
public final class ReclaimInOrder implements RoomReclaim {
    /** With back-off that is about a minute: a store that was flushed mostly restarts as well. */
    static final int ATTEMPTS_MAX = 18;

    private static final long STORE_TIMEOUT_S = 5;

    private final Stores stores;
    private final String hostId;
    private final BooleanSupplier mayAct;
    private final Attempts attempts;

    /** Where the parts of a room are kept. */
    public record Stores(RoomTable rooms, JournalStores journals, SeedSource seeds) {}

    /**
     * For the rooms of this host.
     *
     * @param mayAct whether the host's lease is valid: an expired host raises no epoch
     */
    public ReclaimInOrder(Stores stores, String hostId, BooleanSupplier mayAct, Attempts attempts) {
        this.stores = stores;
        this.hostId = hostId;
        this.mayAct = mayAct;
        this.attempts = attempts;
    }

    @Override
    public void reclaim(Lost lost, Consumer<Result> done) {
        attempts.make(new Reclaiming(lost), done);
    }

    /** Going on with one journal. */
    private final class Reclaiming implements Attempt<Result> {
        private final Lost lost;

        /** The last that the room was owned under, as far as attempts have found out. */
        private long epoch;

        Reclaiming(Lost lost) {
            this.lost = lost;
            this.epoch = lost.epoch();
        }

        @Override
        public String roomId() {
            return lost.roomId();
        }

        @Override
        public String pending() {
            return "journal not to be had";
        }

        @Override
        public int timesMax() {
            return ATTEMPTS_MAX;
        }

        @Override
        public Result once()
                throws NotYetException, InterruptedException, ExecutionException, TimeoutException {
            Optional<RoomRow> owned = stores.rooms().find(roomId()).filter(row -> isOurs(row));
            // Only this host writes itself as its owner: a higher epoch is an attempt's before.
            if (owned.isEmpty() || owned.get().epoch() < lost.epoch()) {
                return new Result.NotDone(epoch);
            }
            if (!mayAct.getAsBoolean()) {
                throw new NotYetException("the host's lease has expired");
            }
            if (owned.get().epoch() == lost.epoch()) {
                owned = stores.rooms().take(owned.get(), hostId);
            }
            if (owned.isEmpty()) {
                throw new NotYetException("its row has just changed");
            }
            epoch = owned.get().epoch();
            JournalStore journal = stores.journals().of(lost.gameId());
            // A fence above an epoch that the row did not have: the row knows by now whose.
            long journalId = await(journal.raiseFence(roomId(), epoch));
            await(journal.startAnew(roomId(), epoch, lost.entries(), lost.base()));
            await(stores.seeds().keep(roomId(), lost.seed()));
            // Last: until then whoever takes it over finds a journal that the row does not name.
            if (!stores.rooms().journalled(roomId(), hostId, epoch, journalId)) {
                throw new NotYetException("its row has just changed");
            }
            return new Result.Ours(epoch);
        }

        @Override
        public Result givenUp() {
            return new Result.NotDone(epoch);
        }
    }

    private boolean isOurs(RoomRow row) {
        return row.owner().equals(hostId) && row.status() == RoomStatus.PLAYING;
    }

    private static <T> T await(CompletionStage<T> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(STORE_TIMEOUT_S, TimeUnit.SECONDS);
    }
}
