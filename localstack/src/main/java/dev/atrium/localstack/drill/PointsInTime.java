package dev.atrium.localstack.drill;

import dev.atrium.localstack.store.LocalDynamo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Copies the tables of a stack that runs, one point in time after the other, as the recovery of
 * DynamoDB keeps them all.
 */
final class PointsInTime implements AutoCloseable {
    private static final long STOP_TIMEOUT_S = 30;

    private final Path tables;
    private final Path folder;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> copying;
    private int count;
    private volatile Path newest = Path.of("");

    /**
     * Starts; the first is there when it returns.
     *
     * @param tables the folder of DynamoDB Local
     * @param folder for the copies; must exist
     */
    PointsInTime(Path tables, Path folder, Duration every) throws IOException {
        this.tables = tables;
        this.folder = folder;
        copy();
        this.copying =
                thread.scheduleAtFixedRate(
                        this::copyOrFail,
                        every.toMillis(),
                        every.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void copyOrFail() {
        try {
            copy();
        } catch (IOException e) {
            throw new IllegalStateException("a point in time is not kept", e);
        }
    }

    private void copy() throws IOException {
        Path next = folder.resolve("point-" + count++);
        LocalDynamo.copy(tables, next);
        newest = next;
    }

    /**
     * Ends the copying and gives the newest of them.
     *
     * @throws IllegalStateException if it had failed
     */
    Path end() throws InterruptedException {
        boolean failed = copying.isDone();
        close();
        if (failed) {
            try {
                Object _ = copying.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        if (!thread.awaitTermination(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a point in time is not kept in time");
        }
        return newest;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
