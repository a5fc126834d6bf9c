package dev.atrium.host.reclaim;

import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.room.RoomReclaim;
import dev.atrium.host.room.SeedSource;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The steps of going on with a lost journal, in their order: the room's row, its epoch there, the
 * fence, the empty journal and the seed. Each may be made again, so a failure is retried with
 * back-off; after the last try the room is given up.
 */
public final class ReclaimInOrder implements RoomReclaim {
    private static final Logger LOG = LoggerFactory.getLogger(ReclaimInOrder.class);

    /** With back-off that is about a minute: a store that was flushed mostly restarts as well. */
    static final int ATTEMPTS_MAX = 18;

    private static final long FIRST_RETRY_MS = 100;
    private static final long RETRY_MS_MAX = 5_000;
    private static final long STORE_TIMEOUT_S = 5;

    private final Stores stores;
    private final String hostId;
    private final BooleanSupplier mayAct;
    private final ScheduledExecutorService executor;

    /** Where the parts of a room are kept. */
    public record Stores(RoomTable rooms, JournalStores journals, SeedSource seeds) {}

    /**
     * For the rooms of this host.
     *
     * @param mayAct whether the host's lease is valid: an expired host raises no epoch
     * @param executor threads that may block
     */
    public ReclaimInOrder(
            Stores stores,
            String hostId,
            BooleanSupplier mayAct,
            ScheduledExecutorService executor) {
        this.stores = stores;
        this.hostId = hostId;
        this.mayAct = mayAct;
        this.executor = executor;
    }

    @Override
    public void reclaim(Lost lost, Consumer<Result> done) {
        executor.execute(() -> attempt(lost, lost.epoch(), done, 1));
    }

    /** How an attempt ended that is to be made again: under which epoch the room is ours now. */
    private static final class Again extends Exception {
        private static final long serialVersionUID = 1L;

        final long epoch;

        Again(long epoch, String why) {
            super(why);
            this.epoch = epoch;
        }
    }

    private void attempt(Lost lost, long epoch, Consumer<Result> done, int number) {
        try {
            done.accept(once(lost, epoch));
        } catch (Again again) {
            LOG.atWarn()
                    .addKeyValue("room", lost.roomId())
                    .log("its journal is not to be had yet ({}): {}", number, again.getMessage());
            if (number >= ATTEMPTS_MAX) {
                done.accept(new Result.NotDone(again.epoch));
            } else {
                long wait = Math.min(RETRY_MS_MAX, FIRST_RETRY_MS << (number - 1));
                var _ =
                        executor.schedule(
                                () -> attempt(lost, again.epoch, done, number + 1),
                                wait,
                                TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("room", lost.roomId()).setCause(e).log("reclaiming failed");
            done.accept(new Result.NotDone(epoch));
        }
    }

    private Result once(Lost lost, long epoch) throws Again, InterruptedException {
        long raised = epoch;
        try {
            Optional<RoomRow> owned = stores.rooms().find(lost.roomId()).filter(this::isOurs);
            // Only this host writes itself as its owner: a higher epoch is an attempt's before.
            if (owned.isEmpty() || owned.get().epoch() < lost.epoch()) {
                return new Result.NotDone(epoch);
            }
            if (!mayAct.getAsBoolean()) {
                throw new Again(epoch, "the host's lease has expired");
            }
            if (owned.get().epoch() == lost.epoch()) {
                owned = stores.rooms().take(owned.get(), hostId);
            }
            if (owned.isEmpty()) {
                throw new Again(epoch, "its row has just changed");
            }
            raised = owned.get().epoch();
            JournalStore journal = stores.journals().of(lost.gameId());
            var _ = await(journal.raiseFence(lost.roomId(), raised));
            await(journal.startAnew(lost.roomId(), raised, lost.entries(), lost.base()));
            await(stores.seeds().keep(lost.roomId(), lost.seed()));
            return new Result.Ours(raised);
        } catch (SdkException | TimeoutException e) {
            throw new Again(raised, e.toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JournalException) {
                // A fence above an epoch that the row did not have: the row knows by now whose.
                throw new Again(raised, "another fence");
            }
            throw new Again(raised, e.toString());
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
