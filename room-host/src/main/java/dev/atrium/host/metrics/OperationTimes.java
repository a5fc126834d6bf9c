package dev.atrium.host.metrics;

import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.journal.JournalBase;
import dev.atrium.proof.Outcome;

import io.prometheus.metrics.model.snapshots.Labels;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * How long a host's larger operations take: opening and ending rooms, and every call of a store,
 * those that fail too.
 */
public final class OperationTimes {
    private static final ExecutionAttribute<Long> STARTED_NANOS =
            new ExecutionAttribute<>("atrium.started");

    private final Histograms histograms;
    private final Durations roomOpen;
    private final Durations roomEnd;

    OperationTimes(Histograms histograms) {
        this.histograms = histograms;
        this.roomOpen = of("room-open");
        this.roomEnd = of("room-end");
    }

    private Durations of(String operation) {
        return histograms.of(
                "atrium_operation",
                "An operation of the host or a call of a store",
                Labels.of("operation", operation),
                Durations::ofAnyThread);
    }

    /** A room was opened, which took so long. */
    public void roomOpened(long nanos) {
        roomOpen.record(nanos);
    }

    /** Times every call of a client of AWS, retries included. */
    public ExecutionInterceptor ofDynamoDb() {
        return new ExecutionInterceptor() {
            @Override
            public void beforeExecution(
                    Context.BeforeExecution context, ExecutionAttributes attributes) {
                attributes.putAttribute(STARTED_NANOS, System.nanoTime());
            }

            @Override
            public void afterExecution(
                    Context.AfterExecution context, ExecutionAttributes attributes) {
                ended(attributes);
            }

            @Override
            public void onExecutionFailure(
                    Context.FailedExecution context, ExecutionAttributes attributes) {
                ended(attributes);
            }
        };
    }

    private void ended(ExecutionAttributes attributes) {
        Long started = attributes.getAttribute(STARTED_NANOS);
        String name = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (started != null && name != null) {
            of("dynamodb-" + name).record(System.nanoTime() - started);
        }
    }

    /** That store, which is in Redis, with its calls timed; DynamoDB's are timed at its client. */
    public JournalStore timed(JournalStore store) {
        return new TimedJournal(store);
    }

    private final class TimedJournal implements JournalStore {
        private final JournalStore store;
        private final Durations raiseFence = OperationTimes.this.of("redis-raise-fence");
        private final Durations append = OperationTimes.this.of("redis-append");
        private final Durations snapshots = OperationTimes.this.of("redis-snapshot");
        private final Durations startAnew = OperationTimes.this.of("redis-start-anew");
        private final Durations trim = OperationTimes.this.of("redis-trim");
        private final Durations read = OperationTimes.this.of("redis-read");
        private final Durations expire = OperationTimes.this.of("redis-expire");

        TimedJournal(JournalStore store) {
            this.store = store;
        }

        @Override
        public CompletionStage<Long> raiseFence(String roomId, long epoch) {
            return timed(raiseFence, store.raiseFence(roomId, epoch));
        }

        @Override
        public CompletionStage<Void> append(
                String roomId, long epoch, long firstIndex, List<byte[]> entries) {
            return timed(append, store.append(roomId, epoch, firstIndex, entries));
        }

        @Override
        public CompletionStage<StoredJournal> read(String roomId) {
            return timed(read, store.read(roomId));
        }

        @Override
        public CompletionStage<Void> trim(String roomId, long epoch, JournalBase base) {
            return timed(trim, store.trim(roomId, epoch, base));
        }

        @Override
        public CompletionStage<Void> startAnew(
                String roomId, long epoch, long entries, Optional<JournalBase> base) {
            return timed(startAnew, store.startAnew(roomId, epoch, entries, base));
        }

        @Override
        public CompletionStage<Void> keepSnapshot(String roomId, long epoch, byte[] snapshot) {
            return timed(snapshots, store.keepSnapshot(roomId, epoch, snapshot));
        }

        @Override
        public CompletionStage<Optional<byte[]>> readSnapshot(String roomId) {
            return timed(read, store.readSnapshot(roomId));
        }

        @Override
        public CompletionStage<Void> expire(String roomId, long epoch, long afterMs) {
            return timed(expire, store.expire(roomId, epoch, afterMs));
        }

        private static <T> CompletionStage<T> timed(Durations times, CompletionStage<T> stage) {
            long start = System.nanoTime();
            return stage.whenComplete((done, failure) -> times.record(System.nanoTime() - start));
        }
    }

    /** That ending, with the storing of outcomes timed, from the last tick to the result. */
    public RoomEnding timed(RoomEnding ending) {
        return new RoomEnding() {
            @Override
            public void store(long epoch, long entries, Outcome outcome, Consumer<Result> done) {
                long start = System.nanoTime();
                ending.store(
                        epoch,
                        entries,
                        outcome,
                        result -> {
                            roomEnd.record(System.nanoTime() - start);
                            done.accept(result);
                        });
            }

            @Override
            public void voidRoom(String roomId, long epoch, String reason, Consumer<Result> done) {
                ending.voidRoom(roomId, epoch, reason, done);
            }

            @Override
            public void forget(String roomId, String gameId, long epoch) {
                ending.forget(roomId, gameId, epoch);
            }
        };
    }
}
