package dev.atrium.host.front;

import dev.atrium.game.GameInfo;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.probation.StandsStillException;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes rooms over that do not exist, before a host takes real ones: the compiler then knows the
 * way to the stores, and the players of a dead host's rooms do not all wait while it learns. No row
 * is written, for there is none of such a room; what is written to the journals' store has a name
 * that no room has, and expires at once. Blocking, bounded.
 */
public final class TakeoverRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(TakeoverRehearsal.class);

    /** Begins the name of what is no room. */
    static final String NAME = "rehearsal-";

    /** As many as a host would take at once. */
    private static final int AT_ONCE = 8;

    private static final long EPOCH = JournalStore.FIRST_EPOCH + 1;
    private static final int ENTRY_BYTES = 64;

    private final OpeningStores stores;
    private final JournalStores journals;
    private final String hostId;
    private final HostClock clock;

    /**
     * A rehearsal of a host.
     *
     * @param stores as its rooms are opened from
     * @param journals the same stores' journals
     * @param hostId its own
     */
    public TakeoverRehearsal(
            OpeningStores stores, JournalStores journals, String hostId, HostClock clock) {
        this.stores = stores;
        this.journals = journals;
        this.hostId = hostId;
        this.clock = clock;
    }

    /**
     * Does it so often, or until the time is over, or a store fails.
     *
     * @param game whose journals are written
     * @param calls runs what blocks
     * @return how often it was done
     */
    public int play(GameInfo game, int times, long forMs, Executor calls)
            throws InterruptedException {
        long endNanos = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(forMs);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(AT_ONCE);
        Runnable worker =
                () -> {
                    try {
                        for (int i = begun.getAndIncrement();
                                i < times && !failed.get() && clock.nanoTime() - endNanos < 0;
                                i = begun.getAndIncrement()) {
                            takeOver(row(game, i));
                            done.incrementAndGet();
                        }
                    } catch (IOException | RuntimeException | StandsStillException e) {
                        failed.set(true);
                        // Where journals are in DynamoDB a room without a row can have none.
                        LOG.info("takeovers could not be rehearsed further: {}", e.toString());
                    } finally {
                        ended.countDown();
                    }
                };
        for (int i = 0; i < AT_ONCE; i++) {
            calls.execute(worker);
        }
        ended.await();
        return done.get();
    }

    private void takeOver(RoomRow row) throws IOException, StandsStillException {
        String roomId = row.roomId();
        var _ = stores.rooms().find(roomId);
        RoomRow taken = row.takenBy(hostId);
        if (stores.rooms().take(row, taken).isPresent() || isTakenTogether(row, taken)) {
            throw new IllegalStateException("a room that does not exist was taken");
        }
        var _ = stores.restorer().restore(row);
        JournalStore journal = journals.of(row.game());
        byte[] something = new byte[ENTRY_BYTES];
        RoomRestorer.await(journal.append(roomId, EPOCH, 0, List.of(something)));
        RoomRestorer.await(journal.keepSnapshot(roomId, EPOCH, something));
        var _ = RoomRestorer.await(journal.read(roomId));
        RoomRestorer.await(journal.expire(roomId, EPOCH, 1));
    }

    private boolean isTakenTogether(RoomRow row, RoomRow taken) {
        try {
            stores.rooms().takeTogether(List.of(new RoomTable.Take(row, taken)));
            return true;
        } catch (TransactionCanceledException e) {
            return false;
        }
    }

    private RoomRow row(GameInfo game, int number) {
        return new RoomRow(
                NAME + hostId + "-" + number,
                game.id(),
                game.rulesVersion(),
                RoomStatus.PLAYING,
                NAME,
                EPOCH,
                "[]",
                0,
                0,
                null,
                null,
                0);
    }
}
